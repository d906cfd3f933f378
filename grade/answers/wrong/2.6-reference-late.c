// wrong: the reference is taken after the old mapping is gone: mapping a frame again frees it.
// loses: insert_again
/* EXERCISE 2.6 page_insert */
	pte_t *pte;

	if (pp->pp_ref == UINT16_MAX || !(pte = pgdir_walk(pgdir, va, true)))
		return -E_NO_MEM;
	page_remove(pgdir, va);
	pp->pp_ref++;
	*pte = page2pa(pp) | perm | PTE_P;
	return 0;
/* END EXERCISE 2.6 */
