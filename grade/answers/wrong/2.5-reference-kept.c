// wrong: the frame's reference is not dropped, so the frame is never free again.
// loses: remove
/* EXERCISE 2.5 page_remove */
	pte_t *pte;

	if (!page_lookup(pgdir, va, &pte))
		return;
	*pte = 0;
	tlb_invalidate(pgdir, va);
/* END EXERCISE 2.5 */
