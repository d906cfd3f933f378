// wrong: whether the last superblock could be written is not looked at.
// loses: fs_io_write
/* EXERCISE 5.8 write_back */
-	return write_super(true);
+	write_super(true);
+	return 0;
/* END EXERCISE 5.8 */
