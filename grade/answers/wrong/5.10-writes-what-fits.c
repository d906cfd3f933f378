// wrong: a write ends when the ring is full.
// loses: pipe_bytes
/* EXERCISE 5.10 pipe_write */
-			wait_for_other(pipe, pipe->p_read_last);
+			if (done > 0)
+				break;
+			wait_for_other(pipe, pipe->p_read_last);
/* END EXERCISE 5.10 */
