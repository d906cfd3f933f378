/* SPDX-License-Identifier: MIT */
/*
 * diskmemory - requests into memory and out of it that the program itself may not use so.
 * Must be seen: the errors; and from outside, that memory is as it was, and no frame is pinned.
 */
#include <user/sectors.h>

#define PAGE_AT(n) ((uint8_t *)0x10000000 + (n)*PGSIZE)

/* What is at PAGE_AT(0) and so on; a page without a name is not there. */
enum {
	WRITABLE,
	WRITABLE_2,
	READABLE,
	WRITABLE_3,
	WRITABLE_4,
	GAP,
	WRITABLE_5,
	READABLE_2,
	NPAGES
};

/* One frame with as many references as can be counted. */
#define MANY ((uint8_t *)0x20000000)
#define MANY_MAX 0xFFFF
#define OPS 64 /* in one call */

static bindid_t disk;
static uint32_t volume;

static void
try(const char *key, const void *va, uint32_t count, int write)
{
	report("%s %d", key, carry(disk, volume, (void *)va, count, write));
}

static void
fill_page(int n)
{
	uint32_t *page = (uint32_t *)PAGE_AT(n);

	make_pages(page, 1);
	fill_sectors(page, (uint32_t)n * SECTS_PER_PAGE, SECTS_PER_PAGE);
	if (n == READABLE || n == READABLE_2)
		must(sys_page_map(0, page, 0, page, RO));
}

static void
into_memory(void)
{
	try("read_only", PAGE_AT(READABLE), 1, false);
	try("not_there", PAGE_AT(GAP), 1, false);
	try("last_read_only", PAGE_AT(WRITABLE), 2 * SECTS_PER_PAGE + 1, false);
	try("middle_read_only", PAGE_AT(WRITABLE_2), 3 * SECTS_PER_PAGE, false);
	try("first_read_only", PAGE_AT(READABLE_2) - SECTSIZE, 2, false);
	try("last_not_there", PAGE_AT(WRITABLE_4), SECTS_PER_PAGE + 1, false);
	try("middle_not_there", PAGE_AT(WRITABLE_4), 3 * SECTS_PER_PAGE, false);
	try("no_table", (void *)0x30000000, 1, false);
	try("null", NULL, 1, false);
	try("program_text", (void *)UTEXT, 1, false);
}

static void
above(void)
{
	try("at_utop", (void *)UTOP, 1, true);
	try("over_utop", (void *)(UTOP - SECTSIZE), 2, true);
	try("envs", (void *)UENVS, 1, false);
	try("pageinfo", (void *)UPAGES, 1, false);
	try("tables", (void *)UVPT, 1, false);
	try("tables_out", (void *)UVPT, 1, true);
	try("kernel", (void *)0xF0100000, 1, false);
	try("kernel_out", (void *)0xF0100000, 1, true);
	try("last", (void *)0xFFFFFE00, 1, true);
	try("wraps", (void *)0xFFFFFE00, 2, true);
}

static void
out_of_memory(void)
{
	try("out_not_there", PAGE_AT(GAP), 1, true);
	try("out_last_not_there", PAGE_AT(WRITABLE_4), SECTS_PER_PAGE + 1, true);
	try("unaligned", PAGE_AT(WRITABLE) + 1, 1, false);
	try("half_aligned", PAGE_AT(WRITABLE) + SECTSIZE / 2, 1, false);
	try("out_read_only", PAGE_AT(READABLE), SECTS_PER_PAGE, true);
}

/* Has the frame of PAGE_AT(WRITABLE) mapped until it can be counted no more. */
static void
refer_often(void)
{
	ppn_t frame = PGNUM(uvpt[PGNUM(PAGE_AT(WRITABLE))]);
	uint8_t *to = MANY;
	struct PageOp ops[OPS];

	while (pages[frame].pp_ref < MANY_MAX) {
		uint32_t n = MIN((uint32_t)MANY_MAX - pages[frame].pp_ref, (uint32_t)OPS);

		for (uint32_t i = 0; i < n; i++, to += PGSIZE)
			ops[i] = (struct PageOp){ .po_kind = PAGEOP_MAP,
						  .po_npages = 1,
						  .po_srcva = PAGE_AT(WRITABLE),
						  .po_dstva = to,
						  .po_perm = RW };
		must(sys_page_batch(ops, n));
	}
	report("often %u", pages[frame].pp_ref);
	try("no_more_references", PAGE_AT(WRITABLE), SECTS_PER_PAGE, false);
	try("no_more_behind", PAGE_AT(WRITABLE_3), 1, false);
	report("still %u", pages[frame].pp_ref);
}

void
umain(int argc, char **argv)
{
	uint32_t count;

	peers_find();
	disk = binding_of(peers[0]);
	volume = find_volume(disk, &count);
	for (int n = 0; n < NPAGES; n++)
		if (n != GAP)
			fill_page(n);
	into_memory();
	above();
	out_of_memory();
	refer_often();
	report("requests %u", thisenv->env_nrequests);
	stay();
}
