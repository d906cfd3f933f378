/* SPDX-License-Identifier: MIT */
/*
 * jumpkernel - calls into the kernel's text.
 * Must be seen: a page fault at eip f0100000, protection violation.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("jumpkernel: about to call the kernel");
	__asm__ volatile("call *%0" : : "r"(KERNBASE + EXTPHYSMEM) : "memory");
	survived("returned from the kernel");
}
