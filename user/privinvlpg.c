/* SPDX-License-Identifier: MIT */
/*
 * privinvlpg - flushes a translation.
 * Must be seen: a general protection fault at this line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("privinvlpg: about to execute invlpg (%%esp)");
	__asm__ volatile("invlpg (%%esp)" : : : "memory");
	survived("flushed a translation");
}
