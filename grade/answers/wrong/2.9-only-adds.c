// wrong: the rights are added to those that the page has; none is ever taken away.
// loses: monitor_setperm
/* EXERCISE 2.9 set_rights */
	struct Mapping mapping = mapping_of(va);

	if (!mapping.m_present || (mapping.m_pde & PTE_PS) || (va >= UVPT && va < ULIM)) {
		cprintf("%08x is not mapped by an entry of its own\n", va);
		return;
	}
	*pgdir_walk(current_pgdir(), (void *)va, false) |= rights;
	tlb_invalidate(current_pgdir(), (void *)va);
	show_mappings(va, va + PGSIZE - 1);
/* END EXERCISE 2.9 */
