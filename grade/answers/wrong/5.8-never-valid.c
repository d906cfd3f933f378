// wrong: the disk never hears that all is well.
// loses: fs_sync
/* EXERCISE 5.8 write_back */
-	return write_super(true);
+	return 0;
/* END EXERCISE 5.8 */
