/* SPDX-License-Identifier: MIT */
/*
 * faultpages - writes the table of page frames: programs may read it, not write it.
 * Must be seen: a page fault: write, protection violation, address ef000000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultpages: pages[0].pp_ref is %u; about to write it", pages[0].pp_ref);
	poke(UPAGES, 0);
	survived("wrote the table of page frames");
}
