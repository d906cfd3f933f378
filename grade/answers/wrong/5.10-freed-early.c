// wrong: bytes count as read before they are taken.
// loses: pipe_bytes
/* EXERCISE 5.10 pipe_read */
-		memcpy((char *)buf + done, pipe->p_ring + from, part);
-		pipe->p_read = from + part == RING_SIZE ? 0 : from + part;
+		pipe->p_read = from + part == RING_SIZE ? 0 : from + part;
+		memcpy((char *)buf + done, pipe->p_ring + from, part);
/* END EXERCISE 5.10 */
