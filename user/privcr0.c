/* SPDX-License-Identifier: MIT */
/*
 * privcr0 - reads a control register.
 * Must be seen: a general protection fault at this line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("privcr0: about to execute movl %%cr0, %%eax");
	__asm__ volatile("movl %%cr0, %%eax" : : : "eax", "memory");
	survived("read cr0");
}
