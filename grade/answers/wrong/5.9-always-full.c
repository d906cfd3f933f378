// wrong: the window counts as full, however few pages have come.
// loses: file_reads
/* EXERCISE 5.9 window_move */
-	w->w_npages = came;
+	w->w_npages = came > 0 ? FS_WINDOW_PAGES : 0;
/* END EXERCISE 5.9 */
