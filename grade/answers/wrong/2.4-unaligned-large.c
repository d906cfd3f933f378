// wrong: a 4 MiB page is used wherever the virtual address allows it; the physical one is not
//     looked at.
// loses: kmap_memory
/* EXERCISE 2.4 boot_map_region */
	bool pse = (cpu_features & KI_PSE) != 0;

	size = ROUNDUP(size, PTSIZE);
	while (size > 0) {
		size_t step = PGSIZE;

		if (pse && va % PTSIZE == 0) {
			step = PTSIZE;
			kern_pgdir[PDX(va)] = pa | perm | PTE_P | PTE_PS;
		} else {
			*pgdir_walk(kern_pgdir, (void *)va, true) = pa | perm | PTE_P;
			if (va + PGSIZE == 0 || PTX(va) == NPTENTRIES - 1)
				return;
		}
		va += step;
		pa += step;
		size -= step;
	}
/* END EXERCISE 2.4 */
