/* SPDX-License-Identifier: MIT */
/*
 * usermem.c - the check that stands between a pointer that a program passes and its use.
 */
#include <inc/error.h>
#include <inc/string.h>
#include <kern/pmap.h>
/* LAB 4 */
#include <kern/spinlock.h>
/* END LAB 4 */
#include <kern/usermem.h>

/* Does pgdir give a program perm at va, at both levels? */
static bool
page_allows(pde_t *pgdir, uintptr_t va, int perm)
{
	pte_t want = (pte_t)perm | PTE_P;
	pte_t *pte;

	if ((pgdir[PDX(va)] & want) != want)
		return false;
	pte = pgdir_walk(pgdir, (void *)va, false);
	return (*pte & want) == want;
}

/*
 * Exercise 3.10 (11 points): check a range.
 *
 * Go from page to page through [va, va + len), and let page_allows decide each that lies below
 * ULIM. Mind a sum that wraps around 4 GiB. The address to report is va itself if va's own page is
 * wrong, else the first byte of the first page that is.
 */
int
user_mem_check(struct Env *e, const void *va, size_t len, int perm, uintptr_t *bad)
{
	/* EXERCISE 3.10 user_mem_check */
	uintptr_t at = (uintptr_t)va;

	while (len > 0) {
		size_t in_page = MIN(len, (size_t)(PGSIZE - PGOFF(at)));

		if (at >= ULIM || !page_allows(e->env_pgdir, at, perm)) {
			if (bad)
				*bad = at;
			return -E_FAULT;
		}
		at += in_page;
		len -= in_page;
	}
	return 0;
	/* END EXERCISE 3.10 */
}

/* What user_mem_read() does. */
static bool
check_and_read(struct Env *e, uintptr_t va, void *buf, size_t len)
{
	uint8_t *to = buf;

	if (user_mem_check(e, (void *)va, len, PTE_U, NULL) < 0)
		return false;
	while (len > 0) {
		size_t in_page = MIN(len, (size_t)(PGSIZE - PGOFF(va)));
		struct PageInfo *pp = page_lookup(e->env_pgdir, (void *)va, NULL);

		memcpy(to, (uint8_t *)page2kva(pp) + PGOFF(va), in_page);
		to += in_page;
		va += in_page;
		len -= in_page;
	}
	return true;
}

bool
user_mem_read(struct Env *e, uintptr_t va, void *buf, size_t len)
{
	bool good;

	/* LAB 4 */
	/* Or else its parent, on another processor, could take a page away after the check. */
	lock(&memory_lock);
	/* END LAB 4 */
	good = check_and_read(e, va, buf, len);
	/* LAB 4 */
	unlock(&memory_lock);
	/* END LAB 4 */
	return good;
}
