// wrong: the frame is given back while its entry still maps it.
// loses: remove
/* EXERCISE 2.5 page_remove */
	struct PageInfo *pp = page_lookup(pgdir, va, NULL);

	if (!pp)
		return;
	tlb_invalidate(pgdir, va);
	page_decref(pp);
/* END EXERCISE 2.5 */
