/* SPDX-License-Identifier: MIT */
/*
 * fork.c - fork() as programs make it: the kernel knows environments and pages, no forks.
 *
 * After a fork both environments have all pages, and what either of them could write is marked
 * PTE_COW and read-only in both. Who writes first gets a page fault, and makes itself a copy. Two
 * kinds of pages are never copied: those that nobody may write, and those marked PTE_SHARE.
 */
#include <inc/lib.h>
#include <inc/x86.h>
#include <lib/pagebatch.h>
#include <lib/upcall.h>
/* LAB 5 */
#include <lib/parts.h>
/* END LAB 5 */

/*
 * Exercise 4.10 (14 points): a copy on write.
 *
 * cow_fault: if utf tells of a write to a page that is marked PTE_COW, the page at that address
 * is replaced by a copy (PAGEOP_COPY, from the page to itself), writeable and no longer marked;
 * then the program can go on, and true is returned. panic() if there is no memory for it. Any
 * other fault is not for us: false. It may be anywhere, also where there is no page table, or one
 * that only the kernel may read (from UTOP up).
 */
static bool
cow_fault(struct UTrapframe *utf)
{
	/* EXERCISE 4.10 cow_fault */
	void *va = (void *)ROUNDDOWN(utf->utf_fault_va, PGSIZE);
	bool has_table = (uintptr_t)va < UTOP && (uvpd[PDX(va)] & PTE_P);
	pte_t pte = has_table ? uvpt[PGNUM(va)] : 0;
	int perm = (int)(pte & PTE_SYSCALL & ~PTE_COW) | PTE_W;
	int r;

	if (!(utf->utf_err & FEC_WR) || !(pte & PTE_COW))
		return false;
	r = sys_page_batch(&(struct PageOp){ PAGEOP_COPY, 1, 0, va, 0, va, perm }, 1);
	if (r < 0)
		panic("no copy of the page at %08x: %e", (uint32_t)va, r);
	return true;
	/* END EXERCISE 4.10 */
}

/* What is to be done to the pages of a fork: first, all together, the child's, and then our own. */
struct Fork {
	envid_t child;
	struct PageBatch childs;
	struct PageBatch own;
};

/*
 * Exercise 4.10, continued: what becomes of pages.
 *
 * share_cow: the npages pages from va on are mapped here with the rights that pte has. Add to
 * f->childs what maps them in the child at the same place: as they are, if they are marked
 * PTE_SHARE or nobody may write them; else marked PTE_COW and read-only. In that case add to
 * f->own what makes them so here, too, unless they are already.
 */
static void
share_cow(struct Fork *f, void *va, uint32_t npages, pte_t pte)
{
	/* EXERCISE 4.10 share_cow */
	int perm = (int)(pte & PTE_SYSCALL);
	bool copies = !(perm & PTE_SHARE) && (perm & (PTE_W | PTE_COW));

	if (copies)
		perm = (perm & ~PTE_W) | PTE_COW;
	pagebatch_add(&f->childs,
		      &(struct PageOp){ PAGEOP_MAP, npages, 0, va, f->child, va, perm });
	if (copies && (pte & PTE_W))
		pagebatch_add(&f->own, &(struct PageOp){ PAGEOP_MAP, npages, 0, va, 0, va, perm });
	/* END EXERCISE 4.10 */
}

/* The other policy: the child gets a copy of what it could write at once, and nothing is marked. */
static void
copy_now(struct Fork *f, void *va, uint32_t npages, pte_t pte)
{
	int perm = (int)(pte & PTE_SYSCALL);
	bool copies = !(perm & PTE_SHARE) && (perm & (PTE_W | PTE_COW));

	if (copies)
		perm = (perm & ~PTE_COW) | PTE_W;
	pagebatch_add(&f->childs, &(struct PageOp){ copies ? PAGEOP_COPY : PAGEOP_MAP, npages, 0,
						    va, f->child, va, perm });
}

/*
 * Carries out what was collected. The child's half comes first: a page of ours that is written
 * after it has become copy-on-write is another frame. And in between nothing is written but the
 * stack, which is not shared (stack_in_use()).
 */
static int
flush(struct Fork *f)
{
	int r = pagebatch_finish(&f->childs);

	return r < 0 ? r : pagebatch_finish(&f->own);
}

typedef void fork_policy(struct Fork *f, void *va, uint32_t npages, pte_t pte);

/*
 * Is this a page of the stack that this fork runs on? Such a page is copied at once. It will be
 * written on both sides, first of all by us: and if that needed a frame, there might be none, and
 * no way to return an error.
 */
static bool
stack_in_use(const struct Fork *f, const void *va)
{
	uintptr_t lowest = (uintptr_t)__builtin_frame_address(0);

	return (uintptr_t)va >= ROUNDDOWN(lowest, PGSIZE) && va < (const void *)(f + 1);
}

/* How many pages from va on, whose entries begin at pte, are to be treated alike. */
static uint32_t
run_length(const struct Fork *f, const char *va, const pte_t *pte, const pte_t *end)
{
	bool in_use = stack_in_use(f, va);
	uint32_t n = 1;

	while (pte + n < end && ((pte[n] ^ *pte) & PTE_SYSCALL) == 0 &&
	       stack_in_use(f, va + n * PGSIZE) == in_use)
		n++;
	return n;
}

/* Collects what policy says of the pages of one page table, and does what no longer fits. */
static int
fork_table(struct Fork *f, uint32_t pdx, fork_policy *policy)
{
	pte_t *table = (pte_t *)&uvpt[pdx * NPTENTRIES];
	pte_t *end = table + NPTENTRIES;
	uint32_t n;

	/* The last page of all is the exception stack, of which the child gets its own. */
	if (pdx == PDX(UXSTACKTOP - PGSIZE))
		end--;
	for (pte_t *pte = table; (pte = skip_zeros(pte, end)); pte += n) {
		char *va = PGADDR(pdx, (uint32_t)(pte - table), 0);
		int r;

		if (pagebatch_full(&f->own) && (r = flush(f)) < 0)
			return r;
		n = run_length(f, va, pte, end);
		(stack_in_use(f, va) ? copy_now : policy)(f, va, n, *pte);
	}
	return 0;
}

static int
fork_pages(envid_t child, fork_policy *policy)
{
	pde_t *directory = (pde_t *)uvpd;
	struct Fork f = { .child = child };
	int r;

	/* LAB 5 */
	if (pipe_fork && (r = pipe_fork(child)) < 0)
		return r;
	if (status_fork && (r = status_fork()) < 0)
		return r;
	/* END LAB 5 */
	for (pde_t *pde = directory; (pde = skip_zeros(pde, directory + PDX(UTOP))); pde++)
		if ((r = fork_table(&f, (uint32_t)(pde - directory), policy)) < 0)
			return r;
	return flush(&f);
}

/* The child's exceptions go where ours do, on an exception stack of its own. */
static int
fork_upcalls(envid_t child)
{
	int r = sys_page_alloc(child, (void *)(UXSTACKTOP - PGSIZE), PTE_P | PTE_U | PTE_W);

	for (uint32_t trapno = 0; r == 0 && trapno < NUPCALLS; trapno++)
		if (thisenv->env_upcalls[trapno])
			r = sys_env_set_upcall(child, trapno, thisenv->env_upcalls[trapno]);
	return r;
}

/*
 * Exercise 4.10, continued: the fork.
 *
 * fork_by: have cow_fault() called for page faults (upcall_filter()); make the child, which returns
 * here, too, and has nothing to do but to set thisenv, and to return 0. The parent gives it pages
 * (fork_pages()) and upcalls (fork_upcalls()), and lets it run. If anything fails, the child is
 * destroyed and the error returned.
 */
static envid_t
fork_by(fork_policy *policy)
{
	/* EXERCISE 4.10 fork_by */
	envid_t child;
	int r;

	if ((r = upcall_filter(T_PGFLT, cow_fault)) < 0)
		return r;
	child = sys_exofork();
	if (child == 0)
		thisenv = &envs[ENVX(sys_getenvid())];
	if (child <= 0)
		return child;
	if ((r = fork_pages(child, policy)) < 0 || (r = fork_upcalls(child)) < 0 ||
	    (r = sys_env_set_status(child, ENV_RUNNABLE)) < 0) {
		sys_env_destroy(child);
		return r;
	}
	return child;
	/* END EXERCISE 4.10 */
}

envid_t
fork(void)
{
	return fork_by(share_cow);
}

envid_t
fork_copying(void)
{
	return fork_by(copy_now);
}
