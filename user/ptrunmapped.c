/* SPDX-License-Identifier: MIT */
/*
 * ptrunmapped - has the kernel print from the middle of nowhere, where not even a page table is.
 * Must be seen: the environment is destroyed for the bad address a0000123.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("ptrunmapped: about to print unmapped memory");
	sys_cputs((char *)0xA0000123, 4);
	survived("printed unmapped memory");
}
