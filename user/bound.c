/* SPDX-License-Identifier: MIT */
/*
 * bound - raises the bound-range exception.
 * Must be seen: a bound exception at this line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	static const int32_t limits[2] = { 0, 9 };

	report("bound: about to check 10 against 0..9");
	__asm__ volatile("bound %0, %1" : : "r"(10), "m"(limits));
	survived("went out of bounds");
}
