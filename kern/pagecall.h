/* SPDX-License-Identifier: MIT */
/*
 * pagecall.h - what the page calls and messages share: pages from one environment to another.
 */
#ifndef EXOLAB_KERN_PAGECALL_H
#define EXOLAB_KERN_PAGECALL_H

#include <kern/env.h>

/* Are these n whole pages below UTOP? */
static inline bool
pages_ok(const void *va, size_t n)
{
	return PGOFF(va) == 0 && n <= UTOP / PGSIZE && (uintptr_t)va <= UTOP - n * PGSIZE;
}

/* May a program ask for these rights? */
static inline bool
perm_ok(int perm)
{
	return (perm & (PTE_U | PTE_P)) == (PTE_U | PTE_P) && (perm & ~PTE_SYSCALL) == 0;
}

/*
 * Maps what src has at srcva at dstva of dst, too, with perm. The addresses are whole pages below
 * UTOP, perm is one that perm_ok(). With memory_lock held. Returns 0; -E_INVAL if there is nothing
 * at srcva, or PTE_W is asked for and is not there; -E_NO_MEM. On an error nothing has changed.
 */
int page_share(struct Env *src, void *srcva, struct Env *dst, void *dstva, int perm);

/* LAB 5 */
/* The same for n pages; an error leaves done what was done before. */
int pages_share(struct Env *src, uint8_t *srcva, struct Env *dst, uint8_t *dstva, uint32_t n,
		int perm);
/* END LAB 5 */

#endif
