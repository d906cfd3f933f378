// wrong: the start of the page is reported instead of the address that was passed.
// loses: pointer_unmapped
/* EXERCISE 3.10 user_mem_check */
-				*bad = at;
+				*bad = ROUNDDOWN(at, PGSIZE);
/* END EXERCISE 3.10 */
