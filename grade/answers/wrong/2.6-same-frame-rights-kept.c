// wrong: the same frame mapped again is taken for "nothing to do", and keeps its old permissions.
// loses: insert_again
/* EXERCISE 2.6 page_insert */
	pte_t *pte;

	if (pp->pp_ref == UINT16_MAX || !(pte = pgdir_walk(pgdir, va, true)))
		return -E_NO_MEM;
	if ((*pte & PTE_P) && pa2page(PTE_ADDR(*pte)) == pp)
		return 0;
	page_remove(pgdir, va);
	pp->pp_ref++;
	*pte = page2pa(pp) | perm | PTE_P;
	return 0;
/* END EXERCISE 2.6 */
