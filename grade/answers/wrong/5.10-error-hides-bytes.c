// wrong: if the reader goes away in the middle of a write, nobody learns what was written.
// loses: pipe_ends
/* EXERCISE 5.10 pipe_write */
-	return done > 0 ? (ssize_t)done : r;
+	return r < 0 ? r : (ssize_t)done;
/* END EXERCISE 5.10 */
