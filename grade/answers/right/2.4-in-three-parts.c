// right: a region is mapped as its small pages, then its large ones, then the small ones behind;
//     the monitor looks at each page by itself.

static void
map_small(uint32_t va, uint32_t pages_left, physaddr_t pa, int perm)
{
	for (; pages_left > 0; pages_left--, va += PGSIZE, pa += PGSIZE)
		*pgdir_walk(kern_pgdir, (const void *)va, true) = pa | perm | PTE_P;
}

/* EXERCISE 2.4 boot_map_region */
	size_t first = (0 - va) % PTSIZE;

	if (!(cpu_features & KI_PSE) || (va - pa) % PTSIZE != 0 || first >= size) {
		map_small(va, size / PGSIZE, pa, perm);
		return;
	}
	map_small(va, first / PGSIZE, pa, perm);
	va += first;
	pa += first;
	for (size -= first; size >= PTSIZE; size -= PTSIZE, va += PTSIZE, pa += PTSIZE)
		kern_pgdir[PDX(va)] = pa | perm | PTE_P | PTE_PS;
	map_small(va, size / PGSIZE, pa, perm);
/* END EXERCISE 2.4 */
/* EXERCISE 2.7 map_kernel */
	const uint32_t table = ROUNDUP(npages * sizeof(*pages), PGSIZE);

	boot_map_region(KERNBASE, npages << PGSHIFT, 0, PTE_W);
	for (uint32_t off = 0; off < KSTKSIZE; off += PGSIZE)
		boot_map_region(KSTACKTOP - KSTKSIZE + off, PGSIZE, PADDR(bootstack) + off, PTE_W);
	boot_map_region(UINFO, PGSIZE, PADDR(kerninfo), PTE_U);
	boot_map_region(UENVS, ROUNDUP(NENV * sizeof(*envs), PGSIZE), PADDR(envs), PTE_U);
	boot_map_region(UPAGES, table, PADDR(pages), PTE_U);
	kern_pgdir[UVPT / PTSIZE] = PADDR(kern_pgdir) + PTE_P + PTE_U;
/* END EXERCISE 2.7 */
/* EXERCISE 2.8 show_mappings */
	uint32_t run = first, va = first;
	struct Mapping run_mapping = mapping_of(first);

	while (va + (PGSIZE - 1) != last) {
		struct Mapping next = mapping_of(va + PGSIZE);

		if (!continues(&run_mapping, &next, va + PGSIZE - run)) {
			print_range(run, va + (PGSIZE - 1), &run_mapping);
			run = va + PGSIZE;
			run_mapping = next;
		}
		va += PGSIZE;
	}
	print_range(run, last, &run_mapping);
/* END EXERCISE 2.8 */
/* EXERCISE 2.9 set_rights */
	struct Mapping mapping = mapping_of(va);
	const char *why = NULL;
	pte_t *pte;

	if (va / PTSIZE == UVPT / PTSIZE)
		why = "is a page table";
	else if (!mapping.m_present)
		why = "is not there";
	else if (mapping.m_size == PTSIZE)
		why = "is part of 4 MiB";
	if (why) {
		cprintf("page %08x %s: its rights can't be set\n", va, why);
		return;
	}
	pte = pgdir_walk(current_pgdir(), (void *)va, false);
	*pte = (mapping.m_pte | PTE_U | PTE_W) ^ (rights ^ (PTE_U | PTE_W));
	tlb_invalidate(current_pgdir(), (void *)va);
	show_mappings(va, va | (PGSIZE - 1));
/* END EXERCISE 2.9 */
/* EXERCISE 2.10 dump */
	uint32_t last = va + (n - 1), row_end;

	for (;;) {
		row_end = MIN(va | (DUMP_ROW - 1), last);
		if (mapping_of(ROUNDDOWN(va, PGSIZE)).m_present) {
			print_row(va + offset, (const volatile uint8_t *)va, row_end - va + 1);
		} else {
			row_end = va | (PGSIZE - 1);
			while (row_end < last && !mapping_of(row_end + 1).m_present)
				row_end += PGSIZE;
			row_end = MIN(row_end, last);
			cprintf("  nothing is mapped from %08x to %08x\n", va + offset,
				row_end + offset);
		}
		if (row_end == last)
			return;
		va = row_end + 1;
	}
/* END EXERCISE 2.10 */
