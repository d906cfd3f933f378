/* SPDX-License-Identifier: MIT */
/*
 * trydisk - has sectors carried to pages of its own, and lets go of one page too early.
 * Must be seen: the mark of a boot sector; an error for a page that may only be read; and how often
 * the frame of the page is in use, from before the request until after it.
 */
#include <user/sectors.h>

#define A ((uint8_t *)0x10000000)
#define B ((uint8_t *)0x20000000)
#define LARGE ((uint8_t *)0x30000000)

/* Requests that are at the disk first, so that the last one has to wait its turn. */
#define NLARGE 8
/* The disk may be quicker than this program, all the same: then once more. */
#define TRIES 100

static void
say(const char *what, int r)
{
	if (r < 0)
		report("%s: %e", what, r);
	else
		report("%s: done", what);
}

/* How often the frame at A is in use: before the request, during it, and when A is unmapped. */
static uint32_t before, asked, unmapped;

/*
 * Asks for sector 0 behind others, and unmaps the page to which it is to come. Stores the name of
 * the request, and returns what the kernel says of it at once.
 */
static int
let_go(bindid_t disk, diskreq_t *last)
{
	const volatile struct PageInfo *page = &pages[PGNUM(uvpt[PGNUM(A)])];
	diskreq_t others[NLARGE];
	int r;

	before = page->pp_ref;
	for (int i = 0; i < NLARGE; i++)
		others[i] = must(sys_disk_submit(disk, 0, LARGE, DISK_SECTORS_MAX, false));
	*last = must(sys_disk_submit(disk, 0, A, 1, false));
	asked = page->pp_ref;
	sys_page_unmap(0, A);
	unmapped = page->pp_ref;
	r = sys_disk_poll(*last);
	for (int i = 0; i < NLARGE; i++)
		must(sys_disk_wait(others[i]));
	return r;
}

void
umain(int argc, char **argv)
{
	bindid_t disk = must(binding_of(thisenv->env_id));
	const volatile struct PageInfo *page;
	diskreq_t last;
	int early, tries = 0;

	make_pages(A, 1);
	make_pages(LARGE, DISK_SECTORS_MAX / SECTS_PER_PAGE);
	must(carry(disk, 0, A + SECTSIZE, 1, false));
	report("sector 0 ends with %02x %02x", A[2 * SECTSIZE - 2], A[2 * SECTSIZE - 1]);
	must(sys_page_map(0, A, 0, B, RO));
	say("from the disk to a page that may be read", carry(disk, 0, B, 1, false));
	say("to the disk from there", carry(disk, 0, B + SECTSIZE, 1, true));
	must(sys_page_unmap(0, B));
	do {
		make_pages(A, 1);
		page = &pages[PGNUM(uvpt[PGNUM(A)])];
		early = let_go(disk, &last);
	} while (early != -E_NOT_YET && ++tries < TRIES);
	report("references: %u, asked for %u, unmapped %u", before, asked, unmapped);
	say("the end, too early", early);
	say("the end, waited for", sys_disk_wait(last));
	report("references: %u", page->pp_ref);
	say("the end, once more", sys_disk_wait(last));
}
