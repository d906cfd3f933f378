// wrong: looking up an address makes a page table for it.
// loses: lookup
/* EXERCISE 2.5 page_lookup */
	pte_t *pte = pgdir_walk(pgdir, va, true);

	if (!pte || !(*pte & PTE_P))
		return NULL;
	if (pte_store)
		*pte_store = pte;
	return pa2page(PTE_ADDR(*pte));
/* END EXERCISE 2.5 */
