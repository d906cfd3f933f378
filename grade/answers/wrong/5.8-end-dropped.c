// wrong: whether the last phase could be carried out is not looked at.
// loses: fs_io_write
/* EXERCISE 5.8 write_back */
-	if ((r = settle()) < 0 || (r = write_phase(&the_end)) < 0)
-		return r;
+	if ((r = settle()) < 0)
+		return r;
+	write_phase(&the_end);
/* END EXERCISE 5.8 */
