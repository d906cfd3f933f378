// wrong: goes on at probe_done wherever the fault was.
// loses: fs_io_read
/* EXERCISE 5.4 fault */
-	if (utf->utf_eip != (uintptr_t)probe_load)
-		panic("block %u, which is in use, cannot be read again: %e", block, r);
/* END EXERCISE 5.4 */
