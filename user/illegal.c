/* SPDX-License-Identifier: MIT */
/*
 * illegal - executes an instruction that does not exist.
 * Must be seen: an invalid opcode exception at this line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("illegal: about to execute ud2");
	__asm__ volatile("ud2");
	survived("executed ud2");
}
