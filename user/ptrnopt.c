/* SPDX-License-Identifier: MIT */
/*
 * ptrnopt - has the kernel print the entry of a page that has no page table: a hole in UVPT.
 * Must be seen: the environment is destroyed for the bad address ef680000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("ptrnopt: about to print from a hole in UVPT");
	sys_cputs((char *)&uvpt[PGNUM(0xA0000000)], 4);
	survived("printed from a hole in UVPT");
}
