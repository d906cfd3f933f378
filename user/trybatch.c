/* SPDX-License-Identifier: MIT */
/*
 * trybatch - maps many pages a second time, and unmaps them again: call by call, and in one.
 * Must be seen: fewer instructions in one call; an error after as many operations as could be done.
 */
#include <user/measure.h>

#define NPAGES 64
#define FROM ((char *)0x10000000)
#define TO ((char *)0x20000000)
#define RW (PTE_P | PTE_U | PTE_W)

static void
one_by_one(void)
{
	for (int i = 0; i < NPAGES; i++)
		sys_page_map(0, FROM + i * PGSIZE, 0, TO + i * PGSIZE, RW);
	for (int i = 0; i < NPAGES; i++)
		sys_page_unmap(0, TO + i * PGSIZE);
}

void
umain(int argc, char **argv)
{
	struct PageOp alloc = { PAGEOP_ALLOC, NPAGES, 0, NULL, 0, FROM, RW };
	struct PageOp ops[] = { { PAGEOP_MAP, NPAGES, 0, FROM, 0, TO, RW },
				{ PAGEOP_UNMAP, NPAGES, 0, NULL, 0, TO, 0 },
				{ PAGEOP_MAP, 1, 0, TO, 0, TO + PGSIZE, RW } };
	int r = sys_page_batch(&alloc, 1);

	if (r < 0)
		panic("no pages: %e", r);
	MEASURE("one_by_one", 11, one_by_one());
	MEASURE("in_one_call", 11, sys_page_batch(ops, 2));
	report("%d of 3 were done", sys_page_batch(ops, 3));
	report("the third alone: %e", sys_page_batch(&ops[2], 1));
}
