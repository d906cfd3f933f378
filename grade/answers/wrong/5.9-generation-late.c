// wrong: the generation is noted when the answer is there: by then the file may have another one.
// loses: file_changes
/* EXERCISE 5.9 window_move */
-	w->w_generation = fd->fd_file.generation;
-	w->w_writeable = writes;
+	w->w_writeable = writes;
-	if (r < 0)
-		return r;
+	w->w_generation = fd->fd_file.generation;
+	if (r < 0)
+		return r;
/* END EXERCISE 5.9 */
