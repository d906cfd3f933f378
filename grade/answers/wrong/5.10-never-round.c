// wrong: the place for writing does not go round to the beginning of the ring.
// loses: pipe_bytes
/* EXERCISE 5.10 pipe_write */
-			pipe->p_written = to + part == RING_SIZE ? 0 : to + part;
+			pipe->p_written = to + part;
/* END EXERCISE 5.10 */
