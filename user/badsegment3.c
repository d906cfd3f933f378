/* SPDX-License-Identifier: MIT */
/*
 * badsegment3 - loads ds from a local descriptor table, which nobody has made. After a reset the
 * processor believes that there is one at address 0 (SDM 3A, table 10-1), where a program could map
 * pages and write descriptors that give it the kernel's rights.
 * Must be seen: a general protection fault with error code 0x1004, not a page fault.
 */
#include <user/test.h>

#define SELECTOR 0x1007 /* offset 0x1000; bit 2: the local table; privilege level 3 */

void
umain(int argc, char **argv)
{
	report("badsegment3: about to load ds with 0x%x", SELECTOR);
	__asm__ volatile("movw %w0, %%ds" : : "r"(SELECTOR));
	survived("loaded ds from a table that is not there");
}
