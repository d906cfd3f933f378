/* SPDX-License-Identifier: MIT */
/*
 * ptrkernelpt - has the kernel print the page table of a kernel page. The table lies below ULIM, so
 * that a check against ULIM alone lets it through; its directory entry is not for programs.
 * Must be seen: the environment is destroyed for the bad address ef7c0000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("ptrkernelpt: about to print a kernel page table");
	sys_cputs((char *)&uvpt[PGNUM(KERNBASE)], 4);
	survived("printed a kernel page table");
}
