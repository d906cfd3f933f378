// wrong: the file ends where it did when it was opened.
// loses: file_reads
/* EXERCISE 5.9 window_room */
-	uint32_t size = fd->fd_file.size, start = w->w_first * PGSIZE;
+	static uint32_t sizes[NFD];
+	uint32_t start = w->w_first * PGSIZE, size = sizes[fd2num(fd)];
+
+	if (w->w_npages == 0 || size == 0)
+		size = sizes[fd2num(fd)] = fd->fd_file.size;
/* END EXERCISE 5.9 */
