// wrong: only the page that the range begins in is checked.
// loses: pointer_ranges
/* EXERCISE 3.10 user_mem_check */
	if (len > 0 && ((uintptr_t)va >= ULIM || !page_allows(e->env_pgdir, (uintptr_t)va, perm))) {
		if (bad)
			*bad = (uintptr_t)va;
		return -E_FAULT;
	}
	return 0;
/* END EXERCISE 3.10 */
