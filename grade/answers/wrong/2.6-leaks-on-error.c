// wrong: the reference is taken before the page table is there, and kept when there is none.
// loses: walk_no_memory
/* EXERCISE 2.6 page_insert */
	pte_t *pte;

	if (pp->pp_ref == UINT16_MAX)
		return -E_NO_MEM;
	pp->pp_ref++;
	if (!(pte = pgdir_walk(pgdir, va, true)))
		return -E_NO_MEM;
	page_remove(pgdir, va);
	*pte = page2pa(pp) | perm | PTE_P;
	return 0;
/* END EXERCISE 2.6 */
