// wrong: a writer that waits for room lets another one in between.
// loses: pipe_shared
/* EXERCISE 5.10 pipe_write */
-			wait_for_other(pipe, pipe->p_read_last);
+			lock_give(&pipe->p_writer);
+			wait_for_other(pipe, pipe->p_read_last);
+			lock_take(&pipe->p_writer);
/* END EXERCISE 5.10 */
