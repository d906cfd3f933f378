// wrong: the sum of address and length may wrap around to something small.
// loses: pointer_ranges
/* EXERCISE 3.10 user_mem_check */
	uintptr_t start = (uintptr_t)va, end = start + len;

	if (len == 0)
		return 0;
	for (uintptr_t at = ROUNDDOWN(start, PGSIZE); at < end; at += PGSIZE) {
		if (at >= ULIM || !page_allows(e->env_pgdir, at, perm)) {
			if (bad)
				*bad = MAX(at, start);
			return -E_FAULT;
		}
	}
	return 0;
/* END EXERCISE 3.10 */
