/* SPDX-License-Identifier: MIT */
/*
 * pmap.h - page tables: which virtual page maps to which frame, with which permissions.
 *
 * A page directory is named by its kernel address. Every function below takes any address space,
 * also one that is not in use on the processor.
 */
#ifndef EXOLAB_KERN_PMAP_H
#define EXOLAB_KERN_PMAP_H

#include <inc/error.h>
#include <kern/frame.h>

/*
 * The address of the page-table entry for va in pgdir. If there is no page table yet: makes an
 * empty one if create is true, otherwise returns null; null also if no frame is free for it. The
 * directory entry allows everything, so the page-table entry alone decides. Not for va above ULIM
 * that 4 MiB pages map.
 */
pte_t *pgdir_walk(pde_t *pgdir, const void *va, bool create);

/*
 * The frame that va maps to, or null; the address of its entry in *pte_store unless that is null.
 */
struct PageInfo *page_lookup(pde_t *pgdir, const void *va, pte_t **pte_store);

/* Unmaps va, if it is mapped: the frame loses one reference, the TLB forgets the page. */
void page_remove(pde_t *pgdir, void *va);

/*
 * Maps va to the frame pp with permissions perm | PTE_P, in place of what was there, and counts the
 * reference. The same frame may be mapped again with other permissions. Returns 0, or -E_NO_MEM,
 * with nothing changed, if no frame is free for a page table or pp has as many references as it
 * can.
 */
int page_insert(pde_t *pgdir, struct PageInfo *pp, void *va, int perm);

/*
 * Makes the processor forget its translation of va, if pgdir is in use on it. To be called after
 * an entry that was present has changed (SDM 3A, 4.10.4).
 */
void tlb_invalidate(pde_t *pgdir, void *va);

/* LAB 4 */
/*
 * page_insert() where the entry of va has been found already, by pgdir_walk(): for who goes
 * through many pages of one table. Other rights to the same frame are no new reference.
 */
static inline int
pte_insert(pde_t *pgdir, pte_t *pte, struct PageInfo *pp, void *va, int perm)
{
	pte_t old = *pte, new = page2pa(pp) | (pte_t)perm | PTE_P;
	bool same = (old & PTE_P) && PTE_ADDR(old) == PTE_ADDR(new);

	if (!same && pp->pp_ref == UINT16_MAX)
		return -E_NO_MEM;
	if (!same)
		pp->pp_ref++;
	*pte = new;
	if (old & PTE_P)
		tlb_invalidate(pgdir, va);
	if (!same && (old & PTE_P))
		page_decref(pa2page(PTE_ADDR(old)));
	return 0;
}
/* END LAB 4 */

#endif
