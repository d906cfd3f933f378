// wrong: looking up an address makes a page table for it.
// loses: lookup
/* EXERCISE 2.5 page_lookup */
-	pte_t *pte = pgdir_walk(pgdir, va, false);
+	pte_t *pte = pgdir_walk(pgdir, va, true);
/* END EXERCISE 2.5 */
