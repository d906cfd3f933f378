// wrong: the reference is taken before the page table is there, and kept when there is none.
// loses: insert_no_memory
/* EXERCISE 2.6 page_insert */
-	if (pp->pp_ref == UINT16_MAX || !(pte = pgdir_walk(pgdir, va, true)))
+	if (pp->pp_ref == UINT16_MAX)

-	pp->pp_ref++;
+	pp->pp_ref++;
+	if (!(pte = pgdir_walk(pgdir, va, true)))
+		return -E_NO_MEM;
/* END EXERCISE 2.6 */
