// wrong: takes a new frame whenever the kernel has one.
// loses: fs_bound
/* EXERCISE 5.4 take_frame */
-	int slot, r = nslots < limit ? sys_page_alloc(0, va, RW) : -E_NO_MEM;
+	int slot, r = sys_page_alloc(0, va, RW);
/* END EXERCISE 5.4 */
