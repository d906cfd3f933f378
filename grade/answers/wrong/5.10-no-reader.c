// wrong: it writes although nobody can read any more.
// loses: pipe_ends
/* EXERCISE 5.10 pipe_write */
-		if (other_end_closed(fd)) {
+		if (part == 0 && other_end_closed(fd)) {
/* END EXERCISE 5.10 */
