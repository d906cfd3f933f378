// wrong: the reference is taken after the old mapping is gone: mapping a frame again frees it.
// loses: insert_again
/* EXERCISE 2.6 page_insert */
-	pp->pp_ref++;
-	if (*pte & PTE_P)
-		page_remove(pgdir, va);
+	if (*pte & PTE_P)
+		page_remove(pgdir, va);
+	pp->pp_ref++;
/* END EXERCISE 2.6 */
