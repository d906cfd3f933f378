/* SPDX-License-Identifier: MIT */
/*
 * ptrtop - has the kernel print the last byte of the address space and the first one.
 * Must be seen: the environment is destroyed for the bad address ffffffff.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("ptrtop: about to print the last byte and the first");
	sys_cputs((char *)0xFFFFFFFF, 2);
	survived("printed the last byte and the first");
}
