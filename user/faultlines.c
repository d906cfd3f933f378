/* SPDX-License-Identifier: MIT */
/*
 * faultlines - writes the line table that the kernel uses for its backtraces; it is read-only.
 * Must be seen: a page fault: write, protection violation, address 00200000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultlines: about to write %08x", ULINES);
	poke(ULINES, 0);
	survived("wrote its line table");
}
