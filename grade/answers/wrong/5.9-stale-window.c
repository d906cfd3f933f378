// wrong: what the window shows is believed although blocks were taken from the file.
// loses: file_changes
/* EXERCISE 5.9 window_room */
-	if (w->w_generation != fd->fd_file.generation || (writes && !w->w_writeable))
+	if (writes && !w->w_writeable)
/* END EXERCISE 5.9 */
