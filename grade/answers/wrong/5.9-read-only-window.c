// wrong: it writes through a window that was mapped for reading.
// loses: file_writes
/* EXERCISE 5.9 window_room */
-	if (w->w_generation != fd->fd_file.generation || (writes && !w->w_writeable))
+	if (w->w_generation != fd->fd_file.generation)
/* END EXERCISE 5.9 */
