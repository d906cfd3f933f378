// wrong: the frame is given back while its entry still maps it.
// loses: remove
/* EXERCISE 2.5 page_remove */
-	pte_t *pte;
-	struct PageInfo *pp = page_lookup(pgdir, va, &pte);
+	struct PageInfo *pp = page_lookup(pgdir, va, NULL);

-	*pte = 0;
/* END EXERCISE 2.5 */
