/* SPDX-License-Identifier: MIT */
/*
 * faultkstack - writes the kernel stack that the next trap uses.
 * Must be seen: a page fault: write, protection violation, address effffffc.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultkstack: about to write the kernel stack");
	poke(KSTACKTOP - 4, 0);
	survived("wrote the kernel stack");
}
