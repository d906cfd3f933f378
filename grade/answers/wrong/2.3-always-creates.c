// wrong: a page table is made even where create is false.
// loses: walk_nocreate
/* EXERCISE 2.3 pgdir_walk */
-		struct PageInfo *pp;
+		struct PageInfo *pp = page_alloc(ALLOC_ZERO);

-		if (!create || !(pp = page_alloc(ALLOC_ZERO)))
+		if (!pp)
/* END EXERCISE 2.3 */
