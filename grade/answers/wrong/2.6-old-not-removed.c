// wrong: what was mapped before keeps its reference.
// loses: insert_replace
/* EXERCISE 2.6 page_insert */
-	if (*pte & PTE_P)
-		page_remove(pgdir, va);
-	*pte = page2pa(pp) | perm | PTE_P;
+	*pte = page2pa(pp) | perm | PTE_P;
+	tlb_invalidate(pgdir, va);
/* END EXERCISE 2.6 */
