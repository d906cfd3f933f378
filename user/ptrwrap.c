/* SPDX-License-Identifier: MIT */
/*
 * ptrwrap - gives a length that takes the end of the string around 4 GiB, back below its start.
 * Must be seen: the environment is destroyed for a bad address at or above the end of its stack.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("ptrwrap: about to print around 4 GiB");
	sys_cputs((char *)USTACKTOP - 16, 0xFFFFFFFF);
	survived("printed around 4 GiB");
}
