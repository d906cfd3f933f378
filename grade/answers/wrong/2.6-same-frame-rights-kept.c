// wrong: the same frame mapped again is taken for "nothing to do", and keeps its old permissions.
// loses: insert_again
/* EXERCISE 2.6 page_insert */
-	pp->pp_ref++;
+	if ((*pte & PTE_P) && pa2page(PTE_ADDR(*pte)) == pp)
+		return 0;
+	pp->pp_ref++;
/* END EXERCISE 2.6 */
