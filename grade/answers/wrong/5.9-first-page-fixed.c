// wrong: the window always begins with the first page of the file.
// loses: file_reads
/* EXERCISE 5.9 window_move */
-	w->w_first = offset / PGSIZE;
+	w->w_first = 0;
/* END EXERCISE 5.9 */
