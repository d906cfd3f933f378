// wrong: the new page table is not zeroed: what the frame held before now counts as mappings.
// loses: walk_create
/* EXERCISE 2.3 pgdir_walk */
-		if (!create || !(pp = page_alloc(ALLOC_ZERO)))
+		if (!create || !(pp = page_alloc(0)))
/* END EXERCISE 2.3 */
