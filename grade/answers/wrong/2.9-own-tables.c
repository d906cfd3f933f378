// wrong: the page tables' own addresses are not refused, so that the directory becomes writeable.
// loses: monitor_setperm
/* EXERCISE 2.9 set_rights */
	struct Mapping mapping = mapping_of(va);
	pte_t *pte;

	if (!mapping.m_present || (mapping.m_pde & PTE_PS)) {
		cprintf("%08x is not mapped by an entry of its own\n", va);
		return;
	}
	pte = pgdir_walk(current_pgdir(), (void *)va, false);
	*pte = (*pte & ~(uint32_t)(PTE_U | PTE_W)) | rights;
	tlb_invalidate(current_pgdir(), (void *)va);
	show_mappings(va, va + PGSIZE - 1);
/* END EXERCISE 2.9 */
