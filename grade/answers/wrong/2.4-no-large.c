// wrong: 4 MiB pages are never used.
// loses: kmap_large
/* EXERCISE 2.4 boot_map_region */
	for (size_t off = 0; off < size; off += PGSIZE)
		*pgdir_walk(kern_pgdir, (void *)(va + off), true) = (pa + off) | perm | PTE_P;
/* END EXERCISE 2.4 */
