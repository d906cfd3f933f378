/* SPDX-License-Identifier: MIT */
/*
 * ptrnull - has the kernel print from the null pointer.
 * Must be seen: the environment is destroyed for the bad address 00000000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("ptrnull: about to print the null pointer");
	sys_cputs(NULL, 1);
	survived("printed the null pointer");
}
