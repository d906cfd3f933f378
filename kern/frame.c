/* SPDX-License-Identifier: MIT */
/*
 * frame.c - the frame allocator: which page frames exist, and which of them are free.
 *
 * The invariants stand at struct PageInfo in inc/memlayout.h. The free list is circular and doubly
 * linked through a head that is no frame itself, so that taking any one frame off it takes
 * constant time and has no special case.
 */
#include <inc/stdio.h>
#include <inc/string.h>
#include <kern/frame.h>
/* LAB 4 */
#include <kern/apentry.h>
/* END LAB 4 */

struct PageInfo *pages;
size_t npages;

static struct PageInfo free_frames;
static size_t nfree;

/* A run of frames [first, end) that may be used, or may not. */
struct FrameRun {
	ppn_t first;
	ppn_t end;
	bool usable;
};

/*
 * The BIOS's ranges, and those which the kernel itself keeps: frame 0, the hole, kernel, archive.
 */
#define MAXRUNS (BOOT_MAX_RANGES + 4)
/* LAB 4 */
#undef MAXRUNS
#define MAXRUNS (BOOT_MAX_RANGES + 5) /* and the page where other processors start */
/* END LAB 4 */
static struct FrameRun runs[MAXRUNS];
static int nruns;

static void
add_run(uint64_t base, uint64_t size, bool usable)
{
	uint64_t end = MIN(base + size, (uint64_t)MAXPHYSMEM);

	if (base >= end)
		return;
	assert(nruns < MAXRUNS);
	/* A frame only partly usable is not usable: round usable runs inwards, others outwards. */
	runs[nruns++] = (struct FrameRun){
		.first = (usable ? base + PGSIZE - 1 : base) >> PGSHIFT,
		.end = (usable ? end : end + PGSIZE - 1) >> PGSHIFT,
		.usable = usable,
	};
}

/*
 * Says in *usable whether frame ppn may be used: some run must offer it and none forbid it.
 * Returns the first frame after ppn at which the answer may be another.
 */
static ppn_t
run_at(ppn_t ppn, bool *usable)
{
	ppn_t next = npages;
	bool offered = false, forbidden = false;

	for (int i = 0; i < nruns; i++) {
		if (ppn < runs[i].first) {
			next = MIN(next, runs[i].first);
		} else if (ppn < runs[i].end) {
			next = MIN(next, runs[i].end);
			if (runs[i].usable)
				offered = true;
			else
				forbidden = true;
		}
	}
	*usable = offered && !forbidden;
	return next;
}

/* Puts a frame on the free list, in front of one that is there or of the head. */
static void
link_free(struct PageInfo *pp, struct PageInfo *before)
{
	pp->pp_prev = before->pp_prev;
	pp->pp_link = before;
	before->pp_prev->pp_link = pp;
	before->pp_prev = pp;
	nfree++;
}

/*
 * Puts the frames [first, end) at the end of the free list. This is most of what the boot of a
 * large machine costs, so the loop does no more than it must.
 */
static void
link_free_run(struct PageInfo *first, struct PageInfo *end)
{
	struct PageInfo *last = free_frames.pp_prev;

	for (struct PageInfo *pp = first; pp < end; pp++) {
		pp->pp_prev = last;
		last->pp_link = pp;
		last = pp;
	}
	last->pp_link = &free_frames;
	free_frames.pp_prev = last;
	nfree += end - first;
}

/*
 * Exercise 2.1 (10 points): fill in the frame table.
 *
 * Walk all npages frames from frame 0 upwards, run by run: run_at() says whether the frames from a
 * given one on are usable, and where that stops being so. Put each usable frame at the end of the
 * free list (link_free_run() takes a whole run), with no reference. Give each other frame one
 * reference and PP_RESERVED, so that it is never handed out. The table is all zeros before.
 */
static void
page_init(void)
{
	/* EXERCISE 2.1 page_init */
	for (ppn_t ppn = 0, end; ppn < npages; ppn = end) {
		bool usable;

		end = run_at(ppn, &usable);
		if (usable) {
			link_free_run(&pages[ppn], &pages[end]);
			continue;
		}
		for (; ppn < end; ppn++) {
			pages[ppn].pp_ref = 1;
			pages[ppn].pp_flags = PP_RESERVED;
		}
	}
	/* END EXERCISE 2.1 */
}

/* Adds up the memory that the BIOS reports, and finds where its usable part ends. */
static uint64_t
measure_memory(const struct BootInfo *boot, uint64_t *total)
{
	uint64_t top = 0;

	*total = 0;
	for (uint32_t i = 0; i < boot->bi_nranges; i++) {
		const struct MemRange *range = &boot->bi_ranges[i];

		if (range->mr_type != MR_USABLE)
			continue;
		*total += range->mr_size;
		if (range->mr_base < MAXPHYSMEM)
			top = MAX(top, range->mr_base + range->mr_size);
	}
	return MIN(top, (uint64_t)MAXPHYSMEM);
}

/* Puts the frame table right after the kernel, and returns the physical address of its end. */
static physaddr_t
make_frame_table(physaddr_t kernel_end, uint64_t top)
{
	physaddr_t start = ROUNDUP(kernel_end, PGSIZE);
	size_t size = ROUNDUP((top >> PGSHIFT) * sizeof(*pages), PGSIZE);

	if (start + size > MIN(top, (uint64_t)BOOT_MAPPED))
		panic("no room for a frame table of %u KiB after the kernel, at %08x", size >> 10,
		      start);
	npages = top >> PGSHIFT;
	pages = memset((void *)(start + KERNBASE), 0, size);
	return start + size;
}

void
frames_init(const struct BootInfo *boot)
{
	uint64_t total;
	uint64_t top = measure_memory(boot, &total);
	physaddr_t kernel_end = make_frame_table(boot->bi_kernel_end, top);

	for (uint32_t i = 0; i < boot->bi_nranges; i++) {
		const struct MemRange *range = &boot->bi_ranges[i];

		add_run(range->mr_base, range->mr_size, range->mr_type == MR_USABLE);
	}
	add_run(0, PGSIZE, false); /* the BIOS's interrupt vectors and data */
	/* LAB 4 */
	add_run(AP_START, PGSIZE, false);
	/* END LAB 4 */
	add_run(IOPHYSMEM, EXTPHYSMEM - IOPHYSMEM, false);
	add_run(BOOT_KERNEL_START, kernel_end - BOOT_KERNEL_START, false);
	add_run(boot->bi_archive_pa, boot->bi_archive_size, false);
	free_frames.pp_link = free_frames.pp_prev = &free_frames;
	page_init();

	cprintf("memory: %u KiB found, %u KiB free", (uint32_t)(total >> 10),
		nfree * (PGSIZE / 1024));
	if (total > MAXPHYSMEM)
		cprintf("; the kernel maps the first %u MiB and leaves the rest unused",
			MAXPHYSMEM >> 20);
	cprintf("\n");
}

/*
 * Exercise 2.2 (14 points): hand out, take back and count.
 *
 * page_alloc takes the first frame of the free list (free_frames.pp_link; the list is empty when
 * that is &free_frames itself), unlinks it from both neighbours, clears its two links, counts it
 * in nfree, and zeroes its memory if ALLOC_ZERO is asked for. page_free refuses with a panic
 * a frame that is referenced or already on the list (its pp_link is not null), and puts any
 * other at the front of the list. page_decref drops one reference and frees at zero; there must be
 * one to drop, so it refuses a frame without with a panic, too. The words of the panics are yours.
 */
struct PageInfo *
page_alloc(int alloc_flags)
{
	/* EXERCISE 2.2 page_alloc */
	struct PageInfo *pp = free_frames.pp_link;

	if (pp == &free_frames)
		return NULL;
	pp->pp_link->pp_prev = pp->pp_prev;
	pp->pp_prev->pp_link = pp->pp_link;
	pp->pp_link = pp->pp_prev = NULL;
	nfree--;
	if (alloc_flags & ALLOC_ZERO)
		memset(page2kva(pp), 0, PGSIZE);
	return pp;
	/* END EXERCISE 2.2 */
}

void
page_free(struct PageInfo *pp)
{
	/* EXERCISE 2.2 page_free */
	if (pp->pp_ref != 0)
		panic("page_free: frame %05x still has %u references", pp - pages, pp->pp_ref);
	if (pp->pp_link)
		panic("page_free: frame %05x is free already", pp - pages);
	link_free(pp, free_frames.pp_link);
	/* END EXERCISE 2.2 */
}

__flatten void
page_decref(struct PageInfo *pp)
{
	/* EXERCISE 2.2 page_decref */
	if (pp->pp_ref == 0)
		panic("page_decref: frame %05x has no reference", pp - pages);
	if (--pp->pp_ref == 0)
		page_free(pp);
	/* END EXERCISE 2.2 */
}

size_t
page_nfree(void)
{
	return nfree;
}

/* LAB 4 */
struct PageInfo *
page_take(struct PageInfo *pp)
{
	if (!pp->pp_link)
		return NULL;
	pp->pp_link->pp_prev = pp->pp_prev;
	pp->pp_prev->pp_link = pp->pp_link;
	pp->pp_link = pp->pp_prev = NULL;
	nfree--;
	return pp;
}
/* END LAB 4 */
