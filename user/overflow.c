/* SPDX-License-Identifier: MIT */
/*
 * overflow - raises the overflow exception with into, whose gate programs may use.
 * Must be seen: an overflow trap.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("overflow: about to overflow");
	__asm__ volatile("addl %0, %0; into" : : "r"(0x40000000) : "cc");
	survived("overflowed");
}
