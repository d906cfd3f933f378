// wrong: that the file was cut just before it was asked for is an error, and not its end.
// loses: file_changes
/* EXERCISE 5.9 read_locked */
-			return done > 0 ? (ssize_t)done : r == -E_EOF ? 0 : r;
+			return done > 0 ? (ssize_t)done : r;
/* END EXERCISE 5.9 */
