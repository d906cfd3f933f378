// wrong: the page table of a 4 MiB page is looked for where there is none.
// loses: monitor_setperm
/* EXERCISE 2.9 set_rights */
	pte_t *pte = pgdir_walk(current_pgdir(), (void *)va, false);

	if (!pte || !(*pte & PTE_P)) {
		cprintf("%08x is not mapped\n", va);
		return;
	}
	*pte = (*pte & ~(uint32_t)(PTE_U | PTE_W)) | rights;
	tlb_invalidate(current_pgdir(), (void *)va);
	show_mappings(va, va + PGSIZE - 1);
/* END EXERCISE 2.9 */
