/* SPDX-License-Identifier: MIT */
/*
 * ptrempty - prints nothing, from addresses that are all bad. No byte is read, so none is refused.
 * Must be seen: the line with 4 calls.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	static const uintptr_t bad[] = { 0, 0xA0000000, KERNBASE, 0xFFFFFFFF };
	int good = 0;

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		good += sys_cputs((char *)bad[i], 0) == 0;
	report("ptrempty: %d calls of length 0 returned 0", good);
}
