/* SPDX-License-Identifier: MIT */
/*
 * ptrkernelpt - has the kernel print what faultkernelpt reads. It lies below ULIM, so that a check
 * against ULIM alone lets it through.
 * Must be seen: the environment is destroyed for the bad address ef7c0000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	if (!(kerninfo.ki_features & KI_PSE)) {
		report("ptrkernelpt: no 4 MiB pages here");
		return;
	}
	report("ptrkernelpt: about to print a kernel page table");
	sys_cputs((char *)&uvpt[PGNUM(KERNBASE)], 4);
	survived("printed a kernel page table");
}
