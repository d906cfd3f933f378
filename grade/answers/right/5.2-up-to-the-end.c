// right: the end of the range instead of its size; extents are counted at the end.
/* EXERCISE 5.2 pin */
	uintptr_t end = va + size;
	int perm = PTE_U;
	uint32_t n = 0;

	if (!to_disk)
		perm |= PTE_W;
	if (end < va || end > UTOP || va == end)
		return -E_FAULT;
	if (user_mem_check(curenv, (void *)va, size, perm, NULL) < 0)
		return -E_FAULT;
	while (va < end) {
		uintptr_t next = MIN(end, ROUNDDOWN(va, PGSIZE) + PGSIZE);
		pte_t *pte = pgdir_walk(curenv->env_pgdir, (void *)va, false);
		struct PageInfo *pp = pa2page(PTE_ADDR(*pte));

		if (pp->pp_ref >= UINT16_MAX) {
			t->t_nextents = n;
			return -E_NO_MEM;
		}
		pp->pp_ref++;
		t->t_extents[n].x_pa = PTE_ADDR(*pte) | PGOFF(va);
		t->t_extents[n++].x_size = next - va;
		va = next;
	}
	t->t_nextents = n;
	return 0;
/* END EXERCISE 5.2 */
/* EXERCISE 5.2 check */
	uint32_t wanted = BIND_READ;
	struct Binding *b;

	if (t->t_write)
		wanted = BIND_WRITE;
	b = binding_held(curenv, binding);
	if (b == NULL)
		return -E_BAD_BINDING;
	if (b->b_kind != BIND_SECTORS)
		return -E_BAD_BINDING;
	if (!binding_allows(b, t->t_sector, t->t_count, wanted))
		return -E_NOT_BOUND;
	if (curenv->env_nrequests >= DISK_REQUESTS_MAX)
		return -E_NO_MEM;
	return 0;
/* END EXERCISE 5.2 */
