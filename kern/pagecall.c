/* SPDX-License-Identifier: MIT */
/*
 * pagecall.c - the system calls about pages; inc/lib.h says what each does.
 *
 * memory_lock guards the page tables, and keeps alive whose they are: an environment begins to end
 * with both sched_lock and memory_lock held (kern/env.c).
 */
#include <inc/error.h>
#include <inc/string.h>
#include <kern/pagecall.h>
#include <kern/syscall.h>
#include <kern/userptr.h>

/* A batch goes no further once it has done this many pages, so that others get their turn. */
#define BATCH_PAGES PAGEOP_PAGES_MAX

/* A frame: number ppn, or any if that is ANY_FRAME; or null. With memory_lock held. */
static __always_inline struct PageInfo *
take_frame(ppn_t ppn)
{
	return ppn == ANY_FRAME ? page_alloc(0) : page_take(&pages[ppn]);
}

static __always_inline int
no_frame_error(ppn_t ppn)
{
	return ppn == ANY_FRAME ? -E_NO_MEM : -E_IN_USE;
}

/*
 * Exercise 4.7 (10 points): give out, share, take back.
 *
 * give_page: a frame (take_frame(); no_frame_error() if there is none), filled with what from
 * points to, or with zeros if that is null; then mapped at va of the environment, whose id becomes
 * its pp_owner. If it cannot be mapped, it goes back (page_free()). While the frame is filled
 * memory_lock is not held, for that takes long and nobody else knows the frame; so the environment
 * (own_env()) is to be looked for afterwards. But look before, too: for a wrong id nothing shall be
 * done.
 * page_share: kern/pagecall.h says all of it.
 * sys_page_map: check all arguments before anything is done, then under memory_lock find both
 * environments, and page_share(). sys_page_unmap likewise.
 */
static __always_inline int
give_page(envid_t envid, void *va, int perm, ppn_t ppn, const void *from)
{
	/* EXERCISE 4.7 give_page */
	struct PageInfo *pp;
	struct Env *e;
	int r;

	lock(&memory_lock);
	e = own_env(envid);
	pp = e ? take_frame(ppn) : NULL;
	unlock(&memory_lock);
	if (!pp)
		return e ? no_frame_error(ppn) : -E_BAD_ENV;
	if (from)
		memcpy(page2kva(pp), from, PGSIZE);
	else
		page_zero(pp);
	lock(&memory_lock);
	e = own_env(envid);
	r = e ? page_insert(e->env_pgdir, pp, va, perm) : -E_BAD_ENV;
	if (r < 0)
		page_free(pp);
	else
		pp->pp_owner = e->env_id;
	unlock(&memory_lock);
	return r;
	/* END EXERCISE 4.7 */
}

int
page_share(struct Env *src, void *srcva, struct Env *dst, void *dstva, int perm)
{
	/* EXERCISE 4.7 page_share */
	pte_t *pte;
	struct PageInfo *pp = page_lookup(src->env_pgdir, srcva, &pte);

	if (!pp || (perm & PTE_W & ~*pte))
		return -E_INVAL;
	return page_insert(dst->env_pgdir, pp, dstva, perm);
	/* END EXERCISE 4.7 */
}

int32_t
sys_page_alloc(envid_t envid, void *va, int perm)
{
	if (!pages_ok(va, 1) || !perm_ok(perm))
		return -E_INVAL;
	return give_page(envid, va, perm, ANY_FRAME, NULL);
}

int32_t
sys_page_alloc_at(envid_t envid, void *va, int perm, ppn_t ppn)
{
	if (!pages_ok(va, 1) || !perm_ok(perm) || ppn >= npages)
		return -E_INVAL;
	return give_page(envid, va, perm, ppn, NULL);
}

int32_t
sys_page_map(envid_t srcenvid, void *srcva, envid_t dstenvid, void *dstva, int perm)
{
	/* EXERCISE 4.7 sys_page_map */
	struct Env *src, *dst;
	int r;

	if (!pages_ok(srcva, 1) || !pages_ok(dstva, 1) || !perm_ok(perm))
		return -E_INVAL;
	lock(&memory_lock);
	src = own_env(srcenvid);
	dst = own_env(dstenvid);
	r = src && dst ? page_share(src, srcva, dst, dstva, perm) : -E_BAD_ENV;
	unlock(&memory_lock);
	return r;
	/* END EXERCISE 4.7 */
}

int32_t
sys_page_unmap(envid_t envid, void *va)
{
	/* EXERCISE 4.7 sys_page_unmap */
	struct Env *e;

	if (!pages_ok(va, 1))
		return -E_INVAL;
	lock(&memory_lock);
	e = own_env(envid);
	if (e)
		page_remove(e->env_pgdir, va);
	unlock(&memory_lock);
	return e ? 0 : -E_BAD_ENV;
	/* END EXERCISE 4.7 */
}

/* Is op a copy of a page to its own place, where nobody else refers to the frame? */
static bool
copies_to_itself(const struct PageOp *op, const struct PageInfo *pp, const struct Env *src)
{
	return op->po_srcva == op->po_dstva && pp->pp_ref == 1 && own_env(op->po_dstenv) == src;
}

/*
 * Copies the first page of an operation: a fresh frame holds what that at srcva holds. But where it
 * takes the place of a frame to which nobody else refers, nobody can tell a copy from the frame
 * itself.
 */
static int
copy_page(const struct PageOp *op)
{
	struct PageInfo *pp;
	struct Env *src;
	int r = 0;

	lock(&memory_lock);
	src = own_env(op->po_srcenv);
	pp = src ? page_lookup(src->env_pgdir, op->po_srcva, NULL) : NULL;
	if (!pp)
		r = src ? -E_INVAL : -E_BAD_ENV;
	else if (pp->pp_ref == UINT16_MAX)
		r = -E_NO_MEM;
	if (r < 0 || copies_to_itself(op, pp, src)) {
		if (r == 0)
			r = page_insert(src->env_pgdir, pp, op->po_dstva, op->po_perm);
		unlock(&memory_lock);
		return r;
	}
	/* A reference of our own keeps the frame until it is copied. */
	pp->pp_ref++;
	unlock(&memory_lock);
	r = give_page(op->po_dstenv, op->po_dstva, op->po_perm, ANY_FRAME, page2kva(pp));
	lock(&memory_lock);
	page_decref(pp);
	unlock(&memory_lock);
	return r;
}

/* How many pages from va on have their entries in the same page table. */
static uint32_t
to_end_of_table(const void *va)
{
	return NPTENTRIES - PTX(va);
}

/*
 * page_share() for n pages whose entries lie in one page table of src, and in one of dst. An error
 * leaves done what was done before.
 */
static int
share_run(struct Env *src, void *srcva, struct Env *dst, uint8_t *dstva, uint32_t n, int perm)
{
	const pte_t *from = pgdir_walk(src->env_pgdir, srcva, false);
	pte_t *to = from ? pgdir_walk(dst->env_pgdir, dstva, true) : NULL;

	if (!to)
		return from ? -E_NO_MEM : -E_INVAL;
	for (; n > 0; n--, from++, to++, dstva += PGSIZE) {
		int r;

		if (!(*from & PTE_P) || (perm & PTE_W & ~*from))
			return -E_INVAL;
		r = pte_insert(dst->env_pgdir, to, pa2page(PTE_ADDR(*from)), dstva, perm);
		if (r < 0)
			return r;
	}
	return 0;
}

/* LAB 5 */
int
pages_share(struct Env *src, uint8_t *srcva, struct Env *dst, uint8_t *dstva, uint32_t n, int perm)
{
	int r = 0;

	for (uint32_t run; n > 0 && r == 0;
	     n -= run, srcva += run * PGSIZE, dstva += run * PGSIZE) {
		run = MIN(to_end_of_table(srcva), to_end_of_table(dstva));
		run = MIN(n, run);
		r = share_run(src, srcva, dst, dstva, run, perm);
	}
	return r;
}
/* END LAB 5 */

/* Unmaps n pages. */
static void
remove_run(struct Env *e, uint8_t *va, uint32_t n)
{
	for (; n > 0; n--, va += PGSIZE)
		page_remove(e->env_pgdir, va);
}

/* Is there nothing wrong with this operation's arguments, but perhaps its environments? */
static bool
op_ok(const struct PageOp *op)
{
	bool has_source = op->po_kind == PAGEOP_MAP || op->po_kind == PAGEOP_COPY;

	return op->po_kind < NPAGEOPS && op->po_npages <= PAGEOP_PAGES_MAX &&
	       pages_ok(op->po_dstva, op->po_npages) &&
	       (!has_source || pages_ok(op->po_srcva, op->po_npages)) &&
	       (op->po_kind == PAGEOP_UNMAP || perm_ok(op->po_perm));
}

/*
 * Exercise 4.8 (6 points): many pages in one entry.
 *
 * Both carry out one operation, whose arguments are in order (op_ok()), for each of its pages in
 * turn, up to the first error. change_pages: PAGEOP_MAP and PAGEOP_UNMAP, which change no more than
 * page tables; the environments are looked for once, and memory_lock is taken once for all pages.
 * Run by run, each up to where one of the tables ends: share_run() and remove_run().
 * fill_pages: PAGEOP_ALLOC and PAGEOP_COPY, with give_page() and copy_page(), which take it
 * themselves.
 */
static int
change_pages(const struct PageOp *op)
{
	/* EXERCISE 4.8 change_pages */
	uint8_t *from = op->po_srcva, *to = op->po_dstva;
	bool maps = op->po_kind == PAGEOP_MAP;
	uint32_t left = op->po_npages, n;
	struct Env *src, *dst;
	int r;

	lock(&memory_lock);
	dst = own_env(op->po_dstenv);
	src = maps ? own_env(op->po_srcenv) : dst;
	r = src && dst ? 0 : -E_BAD_ENV;
	for (; left > 0 && r == 0; left -= n, from += n * PGSIZE, to += n * PGSIZE) {
		n = MIN(to_end_of_table(from), to_end_of_table(to));
		n = MIN(left, n);
		if (maps)
			r = share_run(src, from, dst, to, n, op->po_perm);
		else
			remove_run(dst, to, n);
	}
	unlock(&memory_lock);
	return r;
	/* END EXERCISE 4.8 */
}

static int
fill_pages(const struct PageOp *op)
{
	/* EXERCISE 4.8 fill_pages */
	struct PageOp page = *op;
	int r = 0;

	for (uint32_t i = 0; i < op->po_npages && r == 0; i++) {
		if (op->po_kind == PAGEOP_COPY)
			r = copy_page(&page);
		else
			r = give_page(page.po_dstenv, page.po_dstva, page.po_perm, ANY_FRAME, NULL);
		page.po_srcva = (uint8_t *)page.po_srcva + PGSIZE;
		page.po_dstva = (uint8_t *)page.po_dstva + PGSIZE;
	}
	return r;
	/* END EXERCISE 4.8 */
}

static int
do_op(const struct PageOp *op)
{
	if (!op_ok(op))
		return -E_INVAL;
	if (op->po_kind == PAGEOP_MAP || op->po_kind == PAGEOP_UNMAP)
		return change_pages(op);
	return fill_pages(op);
}

int32_t
sys_page_batch(const struct PageOp *ops, size_t n)
{
	uint32_t done = 0;
	size_t i;
	int r = 0;

	for (i = 0; i < n && done < BATCH_PAGES; i++) {
		struct PageOp op;

		copy_in_or_end(&op, &ops[i], sizeof(op));
		if ((r = do_op(&op)) < 0)
			break;
		/* An operation on no page counts, too: there may be very many of them. */
		done += MAX(op.po_npages, 1u);
	}
	return i == 0 ? r : (int32_t)i;
}
