/* SPDX-License-Identifier: MIT */
/*
 * sysenterbad - enters the kernel by sysenter and tells it to return to kernel addresses.
 * Must be seen: a page fault at eip f0100000 in user mode, and nothing of the last line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	if (!(kerninfo.ki_features & KI_SYSENTER)) {
		report("sysenterbad: no sysenter here");
		return;
	}
	report("sysenterbad: about to return into the kernel");
	__asm__ volatile("movl %0, %%esi\n\t"
			 "movl $0xf0000000, %%ebp\n\t"
			 "sysenter"
			 :
			 : "r"(KERNBASE + EXTPHYSMEM), "a"(SYS_getenvid));
	survived("returned into the kernel");
}
