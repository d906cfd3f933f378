// wrong: the server stops when a block cannot be read.
// loses: fs_io_read
/* EXERCISE 5.4 fault */
-	if (utf->utf_eip != (uintptr_t)probe_load)
+	if (r < 0)
/* END EXERCISE 5.4 */
