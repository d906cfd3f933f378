/* SPDX-License-Identifier: MIT */
/*
 * batchpoor - operations for which there is not memory enough. Start it with little memory.
 * Must be seen: the same three times, and every frame back.
 */
#include <user/stay.h>

#define AREA ((char *)0x10000000)
#define SOURCE ((char *)0x20000000)

static void
ask_for_too_much(int round)
{
	/* The first two fit, the third does not. */
	const struct PageOp ops[] = { { PAGEOP_ALLOC, 10, 0, NULL, 0, AREA, RW },
				      { PAGEOP_COPY, 10, 0, SOURCE, 0, AREA + 10 * PGSIZE, RW },
				      { PAGEOP_ALLOC, 1000, 0, NULL, 0, AREA + 20 * PGSIZE, RW } };
	const struct PageOp more[] = { { PAGEOP_COPY, 10, 0, SOURCE, 0, AREA, RW } };
	const struct PageOp back[] = { { PAGEOP_UNMAP, 1020, -1, NULL, 0, AREA, 0 } };

	report("rich%d %d", round, sys_page_batch(ops, 3));
	report("full%d %d", round, sys_page_batch(ops + 2, 1));
	/* In the place of pages that are there, but for each there must be a frame first. */
	report("copied%d %d", round, sys_page_batch(more, 1));
	report("back%d %d", round, sys_page_batch(back, 1));
}

void
umain(int argc, char **argv)
{
	for (uint32_t i = 0; i < 10; i++)
		must(sys_page_alloc(0, SOURCE + i * PGSIZE, RO));
	for (int round = 1; round <= 3; round++)
		ask_for_too_much(round);
	report("batchpoor: done");
}
