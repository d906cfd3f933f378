/* SPDX-License-Identifier: MIT */
/*
 * stackoverflow - calls itself until the stack is full.
 * Must be seen: a page fault: write, page not present, in the page below eebfd000.
 */
#include <user/test.h>

/* The result is used after the call, so that no compiler makes a loop of it. */
static int
recurse(int depth)
{
	volatile int here = depth;

	if (depth < 0)
		return here;
	return recurse(depth + 1) + here;
}

void
umain(int argc, char **argv)
{
	report("stackoverflow: about to recurse");
	report("reached the end: %d", recurse(0));
	survived("recursed without end");
}
