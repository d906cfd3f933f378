// wrong: the new page table is not zeroed: what the frame held before now counts as mappings.
// loses: walk_create
/* EXERCISE 2.3 pgdir_walk */
	pde_t *pde = &pgdir[PDX(va)];

	if (!(*pde & PTE_P)) {
		struct PageInfo *pp;

		if (!create || !(pp = page_alloc(0)))
			return NULL;
		pp->pp_ref++;
		*pde = page2pa(pp) | PTE_P | PTE_W | PTE_U;
	}
	return (pte_t *)KADDR(PTE_ADDR(*pde)) + PTX(va);
/* END EXERCISE 2.3 */
