// wrong: it says how many bytes it is going to write, not where they end.
// loses: file_reads
/* EXERCISE 5.9 write_locked */
-	uint32_t end = (uint32_t)fd->fd_offset + n;
+	uint32_t end = MAX(n, (size_t)fd->fd_offset + 1);
/* END EXERCISE 5.9 */
