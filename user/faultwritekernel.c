/* SPDX-License-Identifier: MIT */
/*
 * faultwritekernel - writes kernel memory.
 * Must be seen: a page fault: write, protection violation, address f0100000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultwritekernel: about to write the kernel");
	poke(KERNBASE + EXTPHYSMEM, 0);
	survived("wrote kernel memory");
}
