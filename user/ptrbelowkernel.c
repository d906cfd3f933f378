/* SPDX-License-Identifier: MIT */
/*
 * ptrbelowkernel - has the kernel print from the guard page below a kernel stack: neither side may
 * touch it.
 * Must be seen: the environment is destroyed for the bad address efff0000, and the kernel does not
 * fault itself.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("ptrbelowkernel: about to print from a kernel guard page");
	sys_cputs((char *)(KSTACKTOP - KSTKSIZE - KSTKGAP), PGSIZE);
	survived("printed from a kernel guard page");
}
