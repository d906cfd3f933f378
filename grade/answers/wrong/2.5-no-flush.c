// wrong: the TLB keeps the translation of a page that is no longer mapped.
// loses: tlb_flush
/* EXERCISE 2.5 page_remove */
	pte_t *pte;
	struct PageInfo *pp = page_lookup(pgdir, va, &pte);

	if (!pp)
		return;
	*pte = 0;
	page_decref(pp);
/* END EXERCISE 2.5 */
