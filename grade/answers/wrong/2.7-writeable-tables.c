// wrong: programs may write page tables.
// loses: kmap_views
/* EXERCISE 2.7 map_kernel */
	kern_pgdir[PDX(UVPT)] = PADDR(kern_pgdir) | PTE_P | PTE_U | PTE_W;
	boot_map_region(UPAGES, ROUNDUP(npages * sizeof(*pages), PGSIZE), PADDR(pages), PTE_U);
	boot_map_region(UENVS, sizeof(env_table), PADDR(envs), PTE_U);
	boot_map_region(UINFO, sizeof(info_page), PADDR(kerninfo), PTE_U);
	boot_map_region(KSTACKTOP - KSTKSIZE, KSTKSIZE, PADDR(bootstack), PTE_W);
	boot_map_region(KERNBASE, npages * PGSIZE, 0, PTE_W);
/* END EXERCISE 2.7 */
