// wrong: page_lookup takes any entry for a mapping, present or not.
// loses: lookup
/* EXERCISE 2.5 page_lookup */
	pte_t *pte = pgdir_walk(pgdir, va, false);

	if (!pte)
		return NULL;
	if (pte_store)
		*pte_store = pte;
	return pa2page(PTE_ADDR(*pte));
/* END EXERCISE 2.5 */
