// wrong: a read waits until all that it wants has come.
// loses: pipe_bytes pipe_ends
/* EXERCISE 5.10 pipe_read */
-	while (pipe->p_read == pipe->p_written && !closed) {
+	while ((pipe->p_written + RING_SIZE - pipe->p_read) % RING_SIZE < n && !closed) {
/* END EXERCISE 5.10 */
