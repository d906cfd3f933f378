// wrong: once the other end is closed, what is left in the pipe is not read.
// loses: pipe_bytes pipe_ends
/* EXERCISE 5.10 pipe_read */
-	while (pipe->p_read == pipe->p_written && !closed) {
-		if (!(closed = other_end_closed(fd)))
-			give_way(pipe->p_wrote_last);
-	}
+	while (!(closed = other_end_closed(fd)) && pipe->p_read == pipe->p_written)
+		give_way(pipe->p_wrote_last);
+	if (closed)
+		n = 0;
/* END EXERCISE 5.10 */
