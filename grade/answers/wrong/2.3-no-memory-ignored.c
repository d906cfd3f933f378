// wrong: nobody looks whether there was a frame for the page table.
// loses: walk_no_memory
/* EXERCISE 2.3 pgdir_walk */
-		if (!create || !(pp = page_alloc(ALLOC_ZERO)))
-			return NULL;
+		if (!create)
+			return NULL;
+		pp = page_alloc(ALLOC_ZERO);
/* END EXERCISE 2.3 */
