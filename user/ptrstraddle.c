/* SPDX-License-Identifier: MIT */
/*
 * ptrstraddle - has the kernel print two bytes: the last one of its stack, the first one of the
 * guard page.
 * Must be seen: the environment is destroyed for the bad address eebfe000; the good byte is not
 * printed.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("ptrstraddle: about to print across the end of a page");
	sys_cputs((char *)USTACKTOP - 1, 2);
	survived("printed across the end of a page");
}
