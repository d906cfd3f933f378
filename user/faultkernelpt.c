/* SPDX-License-Identifier: MIT */
/*
 * faultkernelpt - reads through UVPT where the page table of a kernel page would be. There is none:
 * the directory entry maps 4 MiB itself, and is not for programs. (On a processor without such
 * pages there is a table, and a program may read it as it may read all page tables.)
 * Must be seen: a page fault: read, protection violation, address ef7c0000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	if (!(kerninfo.ki_features & KI_PSE)) {
		report("faultkernelpt: no 4 MiB pages here");
		return;
	}
	report("faultkernelpt: about to read %08x", (uintptr_t)&uvpt[PGNUM(KERNBASE)]);
	peek((uintptr_t)&uvpt[PGNUM(KERNBASE)]);
	survived("read the kernel page table");
}
