// wrong: the 65,536th mapping of a frame makes its count 0, and the frame is freed while it is
//     mapped.
// loses: insert_overflow
/* EXERCISE 2.6 page_insert */
	pte_t *pte = pgdir_walk(pgdir, va, true);

	if (!pte)
		return -E_NO_MEM;
	pp->pp_ref++;
	page_remove(pgdir, va);
	*pte = page2pa(pp) | perm | PTE_P;
	return 0;
/* END EXERCISE 2.6 */
