// wrong: the start of the range is reported, wherever the bad page is.
// loses: pointer_ranges
/* EXERCISE 3.10 user_mem_check */
-				*bad = at;
+				*bad = (uintptr_t)va;
/* END EXERCISE 3.10 */
