// wrong: bytes count as written before they are there.
// loses: pipe_bytes
/* EXERCISE 5.10 pipe_write */
-			memcpy(pipe->p_ring + to, (const char *)buf + done, part);
-			pipe->p_written = to + part == RING_SIZE ? 0 : to + part;
+			pipe->p_written = to + part == RING_SIZE ? 0 : to + part;
+			sys_yield();
+			memcpy(pipe->p_ring + to, (const char *)buf + done, part);
/* END EXERCISE 5.10 */
