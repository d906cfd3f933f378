// wrong: the 65,536th mapping of a frame makes its count 0, and the frame is freed while it is
//     mapped.
// loses: insert_overflow
/* EXERCISE 2.6 page_insert */
-	pte_t *pte;
+	pte_t *pte = pgdir_walk(pgdir, va, true);

-	if (pp->pp_ref == UINT16_MAX || !(pte = pgdir_walk(pgdir, va, true)))
+	if (!pte)
/* END EXERCISE 2.6 */
