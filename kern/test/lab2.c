/* SPDX-License-Identifier: MIT */
/*
 * lab2.c - tests of lab 2: frames and page tables. They leave address spaces in memory and say
 * where, and what the functions returned; the grader walks them.
 */
#include <inc/error.h>
#include <inc/string.h>
#include <kern/kmap.h>
#include <kern/monitor.h>
#include <kern/test/frames.h>
#include <kern/test/ktest.h>

extern const struct Ktest ktests_lab2[];

/* Where the tests map things: not the start of anything, in two different page tables. */
#define VA_ONE (UTEXT + 5 * PGSIZE)
#define VA_TWO (UTEXT + PTSIZE + 7 * PGSIZE)

/* Frames that a test holds: a chain through the frames' own first words. */
static struct PageInfo *held;

static void
hold(struct PageInfo *pp)
{
	*(struct PageInfo **)page2kva(pp) = held;
	held = pp;
}

static struct PageInfo *
unhold(void)
{
	struct PageInfo *pp = held;

	held = *(struct PageInfo **)page2kva(pp);
	return pp;
}

static struct PageInfo *
must_alloc(int flags)
{
	struct PageInfo *pp = page_alloc(flags);

	if (!pp)
		panic("page_alloc has no frame although most memory should be free");
	return pp;
}

size_t
ktest_take_all(size_t keep)
{
	struct PageInfo *pp;
	size_t n = 0;

	while ((pp = page_alloc(0))) {
		hold(pp);
		if (++n > npages)
			panic("page_alloc hands out more frames than there are");
	}
	for (; keep > 0; keep--, n--)
		page_free(unhold());
	return n;
}

size_t
ktest_give_all(void)
{
	size_t n = 0;

	for (; held; n++)
		page_free(unhold());
	return n;
}

/* An empty address space with the kernel's half in it, if there is one yet. */
static pde_t *
new_space(const char *name)
{
	struct PageInfo *pp = must_alloc(ALLOC_ZERO);
	pde_t *pgdir = page2kva(pp);

	pp->pp_ref++;
	if (kern_pgdir)
		memcpy(pgdir + PDX(UTOP), kern_pgdir + PDX(UTOP),
		       (NPDENTRIES - PDX(UTOP)) * sizeof(*pgdir));
	ktest_say("%s_dir 0x%08x", name, page2pa(pp));
	return pgdir;
}

static struct PageInfo *
new_frame(const char *name)
{
	struct PageInfo *pp = must_alloc(ALLOC_ZERO);

	ktest_say("%s_frame 0x%08x", name, page2pa(pp));
	return pp;
}

/* Maps a frame as page_insert() would, which is an exercise of its own. */
static void
map_by_hand(pde_t *pgdir, struct PageInfo *pp, uintptr_t va, int perm)
{
	*pgdir_walk(pgdir, (void *)va, true) = page2pa(pp) | (pte_t)perm | PTE_P;
	pp->pp_ref++;
}

/* Only boots: what the kernel made of memory is judged from outside. */
static void
run_frames(uint32_t nonce)
{
	ktest_say("npages %u", npages);
	ktest_say("pages 0x%08x", (uint32_t)pages);
	ktest_say("nfree %u", page_nfree());
}

/* The same for the kernel's address space. */
static void
run_kmap(uint32_t nonce)
{
	run_frames(nonce);
}

/*
 * Takes all frames, gives them all back, takes them again, and leaves them taken. Each frame's
 * first word is overwritten at the end with a value that says so.
 */
static void
run_frames_all(uint32_t nonce)
{
	struct PageInfo *pp;

	ktest_say("nfree %u", page_nfree());
	ktest_say("taken %u", ktest_take_all(0));
	ktest_say("left %u", page_nfree());
	ktest_say("given %u", ktest_give_all());
	ktest_say("nfree_again %u", page_nfree());
	ktest_say("taken_again %u", ktest_take_all(0));
	while (held) {
		pp = unhold();
		*(uint32_t *)page2kva(pp) = nonce;
	}
}

/* Takes a few frames with and without zeroing, from memory that is known to be dirty. */
static void
run_frames_zero(uint32_t nonce)
{
	struct PageInfo *pp;

	ktest_take_all(0);
	for (pp = held; pp; pp = *(struct PageInfo **)page2kva(pp))
		memset((uint8_t *)page2kva(pp) + sizeof(pp), 0xA5, PGSIZE - sizeof(pp));
	ktest_give_all();
	new_frame("zeroed_one");
	new_frame("zeroed_two");
	pp = must_alloc(0);
	ktest_say("refs %u %u", pp->pp_ref, new_frame("zeroed_three")->pp_ref);
}

static void
run_refcount(uint32_t nonce)
{
	struct PageInfo *pp = new_frame("counted");
	size_t before = page_nfree();

	pp->pp_ref = 3;
	page_decref(pp);
	page_decref(pp);
	ktest_say("after_two %u %u", pp->pp_ref, page_nfree() - before);
	page_decref(pp);
	ktest_say("after_three %u %u", pp->pp_ref, page_nfree() - before);
	page_decref(pp);
	ktest_say("after_four %u", pp->pp_ref);
}

static void
run_double_free(uint32_t nonce)
{
	struct PageInfo *pp = must_alloc(0);

	page_free(pp);
	ktest_say("freed_once");
	page_free(pp);
	ktest_say("freed_twice");
}

static void
run_free_in_use(uint32_t nonce)
{
	struct PageInfo *pp = must_alloc(0);

	pp->pp_ref = 1;
	ktest_say("freeing");
	page_free(pp);
	ktest_say("freed_in_use");
}

static void
run_walk(uint32_t nonce)
{
	pde_t *pgdir = new_space("walk");
	size_t before = page_nfree();
	pte_t *pte;

	ktest_say("without_table 0x%08x", (uint32_t)pgdir_walk(pgdir, (void *)VA_ONE, false));
	ktest_say("took %u", before - page_nfree());
	pte = pgdir_walk(pgdir, (void *)VA_ONE, true);
	ktest_say("created 0x%08x", (uint32_t)pte);
	ktest_say("created_took %u", before - page_nfree());
	ktest_say("again 0x%08x", (uint32_t)pgdir_walk(pgdir, (void *)VA_ONE, true));
	ktest_say("found 0x%08x", (uint32_t)pgdir_walk(pgdir, (void *)(VA_ONE + 123), false));
	ktest_say("again_took %u", before - page_nfree());
}

/* No frame is left for a page table: what fails must leave everything as it was. */
static void
run_no_memory(uint32_t nonce)
{
	pde_t *pgdir = new_space("poor");
	struct PageInfo *pp = new_frame("poor");

	pp->pp_ref = 1; /* as if mapped elsewhere, so that nothing frees it */
	ktest_take_all(0);
	ktest_say("walk 0x%08x", (uint32_t)pgdir_walk(pgdir, (void *)VA_ONE, true));
	ktest_say("entry 0x%08x", pgdir[PDX(VA_ONE)]);
	ktest_say("insert %d", page_insert(pgdir, pp, (void *)VA_ONE, PTE_W));
	ktest_say("refs %u", pp->pp_ref);
	page_free(unhold());
	ktest_say("insert_with_one_frame %d", page_insert(pgdir, pp, (void *)VA_TWO, PTE_W));
	ktest_say("refs_then %u", pp->pp_ref);
	ktest_say("left %u", page_nfree());
}

static void
run_insert(uint32_t nonce)
{
	pde_t *pgdir = new_space("new");
	struct PageInfo *pp = new_frame("new");
	struct PageInfo *shared = new_frame("shared");

	ktest_say("new %d", page_insert(pgdir, pp, (void *)VA_ONE, PTE_W | PTE_U));
	ktest_say("shared_one %d", page_insert(pgdir, shared, (void *)VA_TWO, PTE_U));
	ktest_say("shared_two %d", page_insert(pgdir, shared, (void *)(VA_TWO + PGSIZE), PTE_W));
	*(uint32_t *)page2kva(pp) = nonce;
}

static void
run_replace(uint32_t nonce)
{
	pde_t *pgdir = new_space("replace");
	struct PageInfo *old = new_frame("old");
	struct PageInfo *new = new_frame("successor");
	size_t before;

	ktest_say("replace_first %d", page_insert(pgdir, old, (void *)VA_ONE, PTE_W | PTE_U));
	before = page_nfree();
	ktest_say("replace_second %d", page_insert(pgdir, new, (void *)VA_ONE, PTE_U));
	ktest_say("replace_freed %d", (int)(page_nfree() - before));
}

/* The same frame at the same address again, with other permissions. */
static void
run_again(uint32_t nonce)
{
	pde_t *pgdir = new_space("again");
	struct PageInfo *pp = new_frame("again");
	size_t before;

	ktest_say("again_first %d", page_insert(pgdir, pp, (void *)VA_ONE, PTE_W | PTE_U));
	before = page_nfree();
	ktest_say("again_second %d", page_insert(pgdir, pp, (void *)VA_ONE, PTE_U));
	ktest_say("again_third %d", page_insert(pgdir, pp, (void *)VA_ONE, PTE_W));
	ktest_say("again_freed %d", (int)(page_nfree() - before));
}

/* A frame with as many references as its count holds; one of them is made here. */
static void
run_insert_full(uint32_t nonce)
{
	pde_t *pgdir = new_space("full");
	struct PageInfo *pp = new_frame("full");
	struct PageInfo *kept = new_frame("kept");

	page_insert(pgdir, kept, (void *)VA_ONE, PTE_U);
	pp->pp_ref = UINT16_MAX - 1;
	ktest_say("full_last %d", page_insert(pgdir, pp, (void *)(VA_ONE + PGSIZE), PTE_W));
	ktest_say("full_over %d", page_insert(pgdir, pp, (void *)VA_ONE, PTE_W));
	ktest_say("full_new %d", page_insert(pgdir, pp, (void *)VA_TWO, PTE_W));
}

static void
run_remove(uint32_t nonce)
{
	pde_t *pgdir = new_space("remove");
	struct PageInfo *once = new_frame("once");
	struct PageInfo *twice = new_frame("twice");
	pte_t *pte = NULL;
	size_t before;

	map_by_hand(pgdir, once, VA_ONE, PTE_W);
	map_by_hand(pgdir, twice, VA_TWO, PTE_U);
	map_by_hand(pgdir, twice, VA_TWO + PGSIZE, PTE_U);
	before = page_nfree();
	ktest_say("lookup 0x%08x", (uint32_t)page_lookup(pgdir, (void *)(VA_ONE + 99), &pte));
	ktest_say("lookup_expected 0x%08x", (uint32_t)once);
	ktest_say("lookup_entry 0x%08x", pte ? *pte : 0);
	ktest_say("lookup_none 0x%08x 0x%08x",
		  (uint32_t)page_lookup(pgdir, (void *)(VA_ONE + PGSIZE), NULL),
		  (uint32_t)page_lookup(pgdir, (void *)UTEMP, NULL));
	ktest_say("lookup_took %u", before - page_nfree());
	before = page_nfree();
	page_remove(pgdir, (void *)VA_ONE);
	page_remove(pgdir, (void *)VA_TWO);
	page_remove(pgdir, (void *)VA_ONE);
	page_remove(pgdir, UTEMP);
	ktest_say("remove_freed %d", (int)(page_nfree() - before));
}

/*
 * Reads that must see a new mapping although the processor knows the old one: unmapped and mapped
 * by hand, then by page_insert() in one step. In the address space that kern/entry.S has made.
 */
static void
run_tlb(uint32_t nonce)
{
	extern pde_t entry_pgdir[];
	struct PageInfo *first = must_alloc(ALLOC_ZERO), *second = must_alloc(ALLOC_ZERO);
	volatile uint32_t *va = (volatile uint32_t *)VA_ONE;

	/* One more reference, so that the frames stay what they are. */
	first->pp_ref = second->pp_ref = 1;
	*(uint32_t *)page2kva(first) = nonce;
	*(uint32_t *)page2kva(second) = ~nonce;

	map_by_hand(entry_pgdir, first, VA_ONE, PTE_W);
	ktest_say("mapped %08x", *va);
	page_remove(entry_pgdir, (void *)VA_ONE);
	map_by_hand(entry_pgdir, second, VA_ONE, PTE_W);
	ktest_say("removed %08x", *va);
	page_insert(entry_pgdir, first, (void *)VA_ONE, PTE_W);
	ktest_say("replaced %08x", *va);
	/* The processor knows the page; a frame mapped elsewhere must not be seen. */
	page_insert(entry_pgdir, second, (void *)VA_TWO, PTE_W);
	*va = nonce ^ 0x55555555;
	ktest_say("written %08x %08x", *(uint32_t *)page2kva(first), *(volatile uint32_t *)VA_TWO);
}

/* Pages with different rights, for the monitor to show and change. */
static void
run_mapped_monitor(uint32_t nonce)
{
	static const int rights[] = { PTE_U | PTE_W, PTE_U, PTE_W, 0 };
	uint32_t state = nonce;

	for (size_t i = 0; i < ARRAY_SIZE(rights); i++) {
		struct PageInfo *pp = must_alloc(ALLOC_ZERO);

		for (size_t word = 0; word < PGSIZE / sizeof(uint32_t); word++)
			((uint32_t *)page2kva(pp))[word] = ktest_random(&state);
		map_by_hand(kern_pgdir, pp, VA_ONE + 2 * i * PGSIZE, rights[i]);
	}
	monitor(NULL);
	ktest_say("left");
}

const struct Ktest ktests_lab2[] = {
	{ "frames", KTEST_FRAMES, run_frames },
	{ "kmap", KTEST_KMAP, run_kmap },
	{ "frames_all", KTEST_FRAMES, run_frames_all },
	{ "frames_zero", KTEST_FRAMES, run_frames_zero },
	{ "refcount", KTEST_FRAMES, run_refcount },
	{ "double_free", KTEST_FRAMES, run_double_free },
	{ "free_in_use", KTEST_FRAMES, run_free_in_use },
	{ "walk", KTEST_FRAMES, run_walk },
	{ "no_memory", KTEST_FRAMES, run_no_memory },
	{ "insert", KTEST_FRAMES, run_insert },
	{ "replace", KTEST_FRAMES, run_replace },
	{ "again", KTEST_FRAMES, run_again },
	{ "insert_full", KTEST_FRAMES, run_insert_full },
	{ "remove", KTEST_FRAMES, run_remove },
	{ "tlb", KTEST_FRAMES, run_tlb },
	{ "mapped_monitor", KTEST_KMAP, run_mapped_monitor },
	{ .kt_name = NULL },
};
