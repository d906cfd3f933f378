// wrong: what comes between a look at the ring and one at the other end is lost.
// loses: pipe_ends
/* EXERCISE 5.10 pipe_read */
-	for (; done < n && pipe->p_read != pipe->p_written; done += part) {
+	for (; !closed && done < n && pipe->p_read != pipe->p_written; done += part) {
/* END EXERCISE 5.10 */
