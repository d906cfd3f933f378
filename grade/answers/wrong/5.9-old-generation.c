// wrong: which generation a window is of is noted once, not each time it is asked for.
// loses: file_reads
/* EXERCISE 5.9 window_move */
-	w->w_generation = fd->fd_file.generation;
+	if (!w->w_used)
+		w->w_generation = fd->fd_file.generation;
/* END EXERCISE 5.9 */
