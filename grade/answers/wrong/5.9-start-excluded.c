// wrong: the first byte of the window is not in it.
// loses: file_reads
/* EXERCISE 5.9 window_room */
-	return offset >= start && offset < end ? end - offset : 0;
+	return offset > start && offset < end ? end - offset : 0;
/* END EXERCISE 5.9 */
