/* SPDX-License-Identifier: MIT */
/*
 * privcr3 - loads another page directory.
 * Must be seen: a general protection fault at this line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("privcr3: about to execute movl %%eax, %%cr3");
	__asm__ volatile("movl %%eax, %%cr3" : : : "memory");
	survived("loaded cr3");
}
