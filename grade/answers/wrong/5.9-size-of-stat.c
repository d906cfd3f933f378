// wrong: the size is taken from where only fstat() leaves it.
// loses: file_reads
/* EXERCISE 5.9 read_locked */
-	while (done < n && (uint32_t)fd->fd_offset < fd->fd_file.size) {
+	while (done < n && fd->fd_offset < fd->fd_stat.st_size) {
/* END EXERCISE 5.9 */
