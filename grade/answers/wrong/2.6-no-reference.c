// wrong: the reference is not counted.
// loses: insert_new
/* EXERCISE 2.6 page_insert */
	pte_t *pte = pgdir_walk(pgdir, va, true);

	if (!pte)
		return -E_NO_MEM;
	page_remove(pgdir, va);
	*pte = page2pa(pp) | perm | PTE_P;
	return 0;
/* END EXERCISE 2.6 */
