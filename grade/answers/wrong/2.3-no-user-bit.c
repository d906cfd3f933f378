// wrong: PTE_U is missing at the upper level, so no page below it can ever be a program's.
// loses: walk_create
/* EXERCISE 2.3 pgdir_walk */
	pde_t *pde = &pgdir[PDX(va)];

	if (!(*pde & PTE_P)) {
		struct PageInfo *pp;

		if (!create || !(pp = page_alloc(ALLOC_ZERO)))
			return NULL;
		pp->pp_ref++;
		*pde = page2pa(pp) | PTE_P | PTE_W;
	}
	return (pte_t *)KADDR(PTE_ADDR(*pde)) + PTX(va);
/* END EXERCISE 2.3 */
