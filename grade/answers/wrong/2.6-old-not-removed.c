// wrong: what was mapped before keeps its reference.
// loses: insert_replace
/* EXERCISE 2.6 page_insert */
	pte_t *pte;

	if (pp->pp_ref == UINT16_MAX || !(pte = pgdir_walk(pgdir, va, true)))
		return -E_NO_MEM;
	pp->pp_ref++;
	*pte = page2pa(pp) | perm | PTE_P;
	tlb_invalidate(pgdir, va);
	return 0;
/* END EXERCISE 2.6 */
