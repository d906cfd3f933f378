// wrong: a page table is made even where create is false.
// loses: walk_nocreate
/* EXERCISE 2.3 pgdir_walk */
	pde_t *pde = &pgdir[PDX(va)];

	if (!(*pde & PTE_P)) {
		struct PageInfo *pp = page_alloc(ALLOC_ZERO);

		if (!pp)
			return NULL;
		pp->pp_ref++;
		*pde = page2pa(pp) | PTE_P | PTE_W | PTE_U;
	}
	return (pte_t *)KADDR(PTE_ADDR(*pde)) + PTX(va);
/* END EXERCISE 2.3 */
