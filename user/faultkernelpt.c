/* SPDX-License-Identifier: MIT */
/*
 * faultkernelpt - reads the page table of a kernel page through UVPT. The directory entry is not
 * for programs.
 * Must be seen: a page fault: read, protection violation, address ef7c0000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultkernelpt: about to read %08x", (uintptr_t)&uvpt[PGNUM(KERNBASE)]);
	peek((uintptr_t)&uvpt[PGNUM(KERNBASE)]);
	survived("read the kernel page table");
}
