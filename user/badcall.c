/* SPDX-License-Identifier: MIT */
/*
 * badcall - makes system calls that do not exist.
 * Must be seen: the line with the count; every one is refused with -E_NO_SYS.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	static const uint32_t numbers[] = { NSYSCALLS,	NSYSCALLS + 1, 0x7FFFFFFF,
					    0x80000000, 0xFFFFFFFF,    0x40000000 };
	int refused = 0;

	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
		refused += raw_call(numbers[i], 1, 2, 3) == -E_NO_SYS;
	report("badcall: %d of %u refused: %e", refused, ARRAY_SIZE(numbers), -E_NO_SYS);
}
