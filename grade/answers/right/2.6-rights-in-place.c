// right: mapping the same frame again changes the entry in place, without unmapping it; each
//     function walks the two levels for itself.
/* EXERCISE 2.3 pgdir_walk */
	struct PageInfo *pp;
	pde_t entry = pgdir[PDX(va)];
	pte_t *table;

	if ((entry & PTE_P) == 0) {
		if (!create)
			return NULL;
		if ((pp = page_alloc(ALLOC_ZERO)) == NULL)
			return NULL;
		pp->pp_ref = 1;
		entry = page2pa(pp) + (PTE_P | PTE_W | PTE_U);
		pgdir[PDX(va)] = entry;
	}
	table = KADDR(PTE_ADDR(entry));
	return &table[PTX(va)];
/* END EXERCISE 2.3 */
/* EXERCISE 2.5 page_lookup */
	pde_t entry = pgdir[PDX(va)];
	pte_t *table = entry & PTE_P ? KADDR(PTE_ADDR(entry)) : NULL;

	if (!table || !(table[PTX(va)] & PTE_P))
		return NULL;
	if (pte_store)
		*pte_store = &table[PTX(va)];
	return pa2page(table[PTX(va)]);
/* END EXERCISE 2.5 */
/* EXERCISE 2.5 page_remove */
	pte_t *pte = NULL;
	struct PageInfo *pp = page_lookup(pgdir, va, &pte);

	if (pp) {
		*pte &= ~(uint32_t)PTE_P;
		tlb_invalidate(pgdir, va);
		*pte = 0;
		page_decref(pp);
	}
/* END EXERCISE 2.5 */
/* EXERCISE 2.6 page_insert */
	struct PageInfo *old;
	pte_t *pte;

	if (page_lookup(pgdir, va, &pte) == pp) {
		*pte = page2pa(pp) | PTE_P | perm;
		tlb_invalidate(pgdir, va);
		return 0;
	}
	if (pp->pp_ref == 0xFFFF)
		return -E_NO_MEM;
	pte = pgdir_walk(pgdir, va, true);
	if (!pte)
		return -E_NO_MEM;
	old = *pte & PTE_P ? pa2page(PTE_ADDR(*pte)) : NULL;
	*pte = page2pa(pp) | PTE_P | perm;
	pp->pp_ref++;
	tlb_invalidate(pgdir, va);
	if (old)
		page_decref(old);
	return 0;
/* END EXERCISE 2.6 */
