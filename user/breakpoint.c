/* SPDX-License-Identifier: MIT */
/*
 * breakpoint - stops at a breakpoint, and goes on if someone at the monitor says so.
 * Must be seen: a breakpoint trap at this line; after "continue", the second line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("breakpoint: about to stop");
	__asm__ volatile("int3");
	report("breakpoint: going on");
}
