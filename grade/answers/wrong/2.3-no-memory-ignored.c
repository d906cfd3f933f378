// wrong: nobody looks whether there was a frame for the page table.
// loses: walk_no_memory
/* EXERCISE 2.3 pgdir_walk */
	pde_t *pde = &pgdir[PDX(va)];

	if (!(*pde & PTE_P)) {
		struct PageInfo *pp;

		if (!create)
			return NULL;
		pp = page_alloc(ALLOC_ZERO);
		pp->pp_ref++;
		*pde = page2pa(pp) | PTE_P | PTE_W | PTE_U;
	}
	return (pte_t *)KADDR(PTE_ADDR(*pde)) + PTX(va);
/* END EXERCISE 2.3 */
