// right: one counter makes the uniqueifiers of all slots; a program's pages are all mapped before
//     anything is copied; sizes are compared in 64 bits.

static uint32_t generation;

/* EXERCISE 3.1 next_envid */
	uint32_t id;

	do {
		generation = (generation + 1) & (0x7FFFFFFF >> ENVGENSHIFT);
		id = generation << ENVGENSHIFT | (uint32_t)(e - envs);
	} while (generation == 0 || id == (uint32_t)e->env_id);
	return (envid_t)id;
/* END EXERCISE 3.1 */
/* EXERCISE 3.1 envid2env */
	struct Env *e = curenv;

	if (envid != 0) {
		e = envs + ENVX(envid);
		if (e->env_id != envid || e->env_status == ENV_FREE || e->env_status == ENV_DYING)
			e = NULL;
		else if (checkperm && e != curenv && curenv->env_id != e->env_parent_id)
			e = NULL;
	}
	*store = e;
	return e ? 0 : -E_BAD_ENV;
/* END EXERCISE 3.1 */
/* EXERCISE 3.2 env_setup_vm */
	struct PageInfo *pp;
	pde_t *pgdir;

	if (!(pp = page_alloc(0)))
		return -E_NO_MEM;
	pgdir = page2kva(pp);
	for (uint32_t i = 0; i < NPDENTRIES; i++)
		pgdir[i] = i < PDX(UTOP) ? 0 : i == PDX(UVPT) ? PADDR(pgdir) | 5 : kern_pgdir[i];
	pp->pp_ref = 1;
	e->env_pgdir = pgdir;
	return 0;
/* END EXERCISE 3.2 */
/* EXERCISE 3.3 check_segment */
	uint64_t start = segment_start(ph, physical);

	if (start < lo || start + ph->p_memsz > hi)
		return "a segment is not where it may be";
	if ((uint64_t)ph->p_offset + ph->p_filesz > size)
		return "a segment's bytes are not all in the file";
	if (ph->p_memsz < ph->p_filesz)
		return "a segment is larger in the file than in memory";
	if (ph->p_align > 1) {
		for (uint32_t bit = 1; bit < ph->p_align; bit <<= 1)
			if (ph->p_align & bit)
				return "a segment's alignment is odd";
		if (((uint32_t)start ^ ph->p_offset) & (ph->p_align - 1))
			return "a segment is not aligned";
	}
	return NULL;
/* END EXERCISE 3.3 */
/* EXERCISE 3.4 load_segment */
	int perm = ph->p_flags & ELF_PROG_FLAG_WRITE ? PTE_U | PTE_W : PTE_U;
	uint32_t n;

	for (n = 0; n < ph->p_memsz; n += PGSIZE - PGOFF(ph->p_va + n))
		if (!map_new_page(e, (ph->p_va + n) & ~(uint32_t)(PGSIZE - 1), perm))
			return -E_NO_MEM;
	for (n = 0; n < ph->p_filesz; n++) {
		void *va = (void *)(ph->p_va + n);
		uint8_t *page = page2kva(page_lookup(e->env_pgdir, va, NULL));

		page[PGOFF(va)] = image[ph->p_offset + n];
	}
	return 0;
/* END EXERCISE 3.4 */
