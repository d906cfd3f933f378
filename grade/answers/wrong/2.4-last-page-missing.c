// wrong: an off-by-one: the last page of a region is not mapped.
// loses: kmap_memory
/* EXERCISE 2.4 boot_map_region */
	bool pse = (cpu_features & KI_PSE) != 0;

	while (size > PGSIZE) {
		size_t step = PGSIZE;

		if (pse && va % PTSIZE == 0 && pa % PTSIZE == 0 && size >= PTSIZE) {
			step = PTSIZE;
			kern_pgdir[PDX(va)] = pa | perm | PTE_P | PTE_PS;
		} else {
			*pgdir_walk(kern_pgdir, (void *)va, true) = pa | perm | PTE_P;
		}
		va += step;
		pa += step;
		size -= step;
	}
/* END EXERCISE 2.4 */
