// wrong: the last free byte is used too, and a full ring looks like an empty one.
// loses: pipe_bytes
/* EXERCISE 5.10 pipe_write */
-		part = MIN(room(pipe), n - done);
+		part = pipe->p_read == 0 ? RING_SIZE - to : room(pipe);
+		part = MIN(part, n - done);
/* END EXERCISE 5.10 */
