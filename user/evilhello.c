/* SPDX-License-Identifier: MIT */
/*
 * evilhello - has the kernel print its own text: a leak, if it does.
 * Must be seen: the environment is destroyed for the bad address f010000c.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("evilhello: about to print kernel memory");
	sys_cputs((char *)(KERNBASE + EXTPHYSMEM + 12), 100);
	survived("printed kernel memory");
}
