/* SPDX-License-Identifier: MIT */
/*
 * divzero - divides by zero.
 * Must be seen: a divide error at the line of the division; the rest of the machine goes on.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	volatile int one = 1, zero = 0;

	report("divzero: about to divide by zero");
	report("1/0 is %08x!", one / zero);
	survived("divided by zero");
}
