// wrong: once the other end is closed, what is left in the pipe is not read.
// loses: pipe_bytes pipe_ends
/* EXERCISE 5.10 pipe_read */
-	while (pipe->p_read == pipe->p_written && !closed) {
-		if (!(closed = other_end_closed(fd)))
-			wait_for_other(pipe, pipe->p_wrote_last);
-	}
+	while (!(closed = other_end_closed(fd)) && pipe->p_read == pipe->p_written)
+		wait_for_other(pipe, pipe->p_wrote_last);
+	if (closed)
+		n = 0;
/* END EXERCISE 5.10 */
