/* SPDX-License-Identifier: MIT */
/*
 * pmap.c - page tables: which virtual page maps to which frame, with which permissions.
 */
#include <inc/error.h>
#include <inc/x86.h>
#include <kern/pmap.h>
/* LAB 4 */
#include <kern/shootdown.h>
#include <kern/smp.h>
/* END LAB 4 */

/*
 * Exercise 2.3 (12 points): walk the two levels.
 *
 * Find the directory entry of va. If it is not present and create is true, take a zeroed frame for
 * the page table, count the directory's reference to it, and enter it with PTE_P | PTE_W | PTE_U.
 * Return the kernel address of va's entry in the page table, or null (pmap.h says when).
 */
pte_t *
pgdir_walk(pde_t *pgdir, const void *va, bool create)
{
	/* EXERCISE 2.3 pgdir_walk */
	pde_t *pde = &pgdir[PDX(va)];

	if (!(*pde & PTE_P)) {
		struct PageInfo *pp;

		if (!create || !(pp = page_alloc(ALLOC_ZERO)))
			return NULL;
		pp->pp_ref++;
		*pde = page2pa(pp) | PTE_P | PTE_W | PTE_U;
	}
	return (pte_t *)KADDR(PTE_ADDR(*pde)) + PTX(va);
	/* END EXERCISE 2.3 */
}

/*
 * Exercise 2.5 (13 points): look up and unmap.
 *
 * page_lookup finds the entry without making a page table, and returns null unless it is present.
 * page_remove clears the entry, drops the frame's reference, and invalidates the TLB; it does
 * nothing where nothing is mapped. The order matters: once the frame is free it may be handed
 * out, and by then no translation to it may be left.
 */
struct PageInfo *
page_lookup(pde_t *pgdir, const void *va, pte_t **pte_store)
{
	/* EXERCISE 2.5 page_lookup */
	pte_t *pte = pgdir_walk(pgdir, va, false);

	if (!pte || !(*pte & PTE_P))
		return NULL;
	if (pte_store)
		*pte_store = pte;
	return pa2page(PTE_ADDR(*pte));
	/* END EXERCISE 2.5 */
}

__flatten void
page_remove(pde_t *pgdir, void *va)
{
	/* EXERCISE 2.5 page_remove */
	pte_t *pte;
	struct PageInfo *pp = page_lookup(pgdir, va, &pte);

	if (!pp)
		return;
	*pte = 0;
	tlb_invalidate(pgdir, va);
	page_decref(pp);
	/* END EXERCISE 2.5 */
}

/*
 * Exercise 2.6 (17 points): map.
 *
 * Map va to pp with perm | PTE_P, in place of what was there, and count the reference. First
 * refuse, before anything has changed, what pmap.h says is refused; a page table that had to be
 * made for it may stay. Everything you need is above; in which order to use it is the exercise.
 * Think of mapping the same frame again where it is mapped already.
 */
__flatten int
page_insert(pde_t *pgdir, struct PageInfo *pp, void *va, int perm)
{
	/* EXERCISE 2.6 page_insert */
	pte_t *pte;

	if (pp->pp_ref == UINT16_MAX || !(pte = pgdir_walk(pgdir, va, true)))
		return -E_NO_MEM;
	pp->pp_ref++;
	if (*pte & PTE_P)
		page_remove(pgdir, va);
	*pte = page2pa(pp) | perm | PTE_P;
	return 0;
	/* END EXERCISE 2.6 */
}

void
tlb_invalidate(pde_t *pgdir, void *va)
{
	if (rcr3() + KERNBASE == (uintptr_t)pgdir)
		invlpg(va);
	/* LAB 4 */
	if (ncpus > 1)
		tlb_shootdown(pgdir);
	/* END LAB 4 */
}
