// wrong: pages are counted from the address itself: the page that only the last bytes lie in is
//     missed.
// loses: pointer_ranges
/* EXERCISE 3.10 user_mem_check */
	uintptr_t at = (uintptr_t)va;

	for (size_t n = 0; n < ROUNDUP(len, PGSIZE) / PGSIZE; n++, at += PGSIZE) {
		if (at >= ULIM || !page_allows(e->env_pgdir, at, perm)) {
			if (bad)
				*bad = n == 0 ? at : ROUNDDOWN(at, PGSIZE);
			return -E_FAULT;
		}
	}
	return 0;
/* END EXERCISE 3.10 */
