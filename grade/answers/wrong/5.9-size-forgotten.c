// wrong: the window ends where its pages end, not where the file ends.
// loses: file_reads file_changes
/* EXERCISE 5.9 window_room */
-	uint32_t end = MIN(start + w->w_npages * PGSIZE, size);
+	uint32_t end = size > 0 ? start + w->w_npages * PGSIZE : 0;
/* END EXERCISE 5.9 */
