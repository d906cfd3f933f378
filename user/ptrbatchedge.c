/* SPDX-License-Identifier: MIT */
/*
 * ptrbatchedge - passes a list of which the first operation can be read, and half of the second.
 * Must be seen: the end, for the pointer.
 */
#include <user/stay.h>

void
umain(int argc, char **argv)
{
	/* The second operation begins 14 bytes before the end of the page. */
	struct PageOp *ops = (struct PageOp *)((char *)UTEMP + PGSIZE - 14) - 1;

	must(sys_page_alloc(0, UTEMP, RW));
	ops[0] = (struct PageOp){ PAGEOP_UNMAP, 0, 0, NULL, 0, NULL, 0 };
	report("ptrbatchedge: about to pass a list that ends in the middle");
	sys_page_batch(ops, 2);
	survived("passed a list that ends in the middle");
}
