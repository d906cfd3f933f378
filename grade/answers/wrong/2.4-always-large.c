// wrong: 4 MiB pages are used without asking whether the processor has them.
// loses: kmap_memory
/* EXERCISE 2.4 boot_map_region */
	while (size > 0) {
		size_t step = PGSIZE;

		if (va % PTSIZE == 0 && pa % PTSIZE == 0 && size >= PTSIZE) {
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
