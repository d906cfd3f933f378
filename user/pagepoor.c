/* SPDX-License-Identifier: MIT */
/*
 * pagepoor - uses up all memory, and asks for more in every way. Start it with little memory.
 * Must be seen: the same errors three times, and the same number of frames.
 */
#include <user/stay.h>

#define FULL 0x10000000u /* what gets all memory, in one page table */
#define PAGE(n) ((void *)(FULL + (n)*PGSIZE))
#define NEW ((void *)0x50000000) /* where a page table would be needed, too */

/*
 * Whether a page and a table can be had for the one frame that is free; it must still be so after.
 */
static void
ask_for_two(int round, uint32_t last)
{
	ppn_t ppn = PGNUM(uvpt[PGNUM(PAGE(last))]);
	int any, named, here;

	must(sys_page_unmap(0, PAGE(last)));
	any = sys_page_alloc(0, NEW, RW);
	named = sys_page_alloc_at(0, NEW, RW, ppn);
	here = sys_page_alloc(0, PAGE(last), RW);
	report("new%d %d %d %d", round, any, named, here);
	must(sys_page_unmap(0, PAGE(last)));
	named = sys_page_alloc_at(0, NEW, RW, ppn);
	here = sys_page_alloc_at(0, PAGE(last), RW, ppn);
	report("named%d %d %d", round, named, here);
}

static void
ask_for_more(int round)
{
	uint32_t n = 0;
	int r;

	while (n < NPTENTRIES && (r = sys_page_alloc(0, PAGE(n), RW)) == 0)
		n++;
	report("all%d %u %d", round, n, r);
	report("none%d %d %d %d", round, sys_page_alloc(0, NEW, RW),
	       sys_page_map(0, PAGE(0), 0, NEW, RW), sys_exofork());
	ask_for_two(round, n - 1);
	for (uint32_t i = 0; i < n; i++)
		must(sys_page_unmap(0, PAGE(i)));
}

void
umain(int argc, char **argv)
{
	/* The page table, which stays. */
	must(sys_page_alloc(0, PAGE(0), RW));
	must(sys_page_unmap(0, PAGE(0)));
	for (int round = 1; round <= 3; round++)
		ask_for_more(round);
	report("pagepoor: done");
}
