// wrong: it writes to the end of the ring, whether that was read or not.
// loses: pipe_bytes
/* EXERCISE 5.10 pipe_write */
-		part = MIN(room(pipe), n - done);
+		part = room(pipe) > 0 ? MIN((size_t)(RING_SIZE - to), n - done) : 0;
/* END EXERCISE 5.10 */
