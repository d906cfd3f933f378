// wrong: an error in the middle of a write hides that something was written.
// loses: file_full
/* EXERCISE 5.9 write_locked */
-				return done > 0 ? (ssize_t)done : r;
+				return r;
/* END EXERCISE 5.9 */
