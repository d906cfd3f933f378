// wrong: an error in the middle of a read hides that something was read.
// loses: file_windows
/* EXERCISE 5.9 read_locked */
-			return done > 0 ? (ssize_t)done : r == -E_EOF ? 0 : r;
+			return r == -E_EOF ? (ssize_t)done : r;
/* END EXERCISE 5.9 */
