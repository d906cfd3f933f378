/* SPDX-License-Identifier: MIT */
/*
 * execdata - runs two instructions from its data. Without PAE the i386 has no way to forbid that:
 * what may be read may be executed. Lab 7 returns to what that means.
 * Must be seen: the line with 42.
 */
#include <user/test.h>

/* movl $42, %eax; ret */
static uint8_t code[] = { 0xB8, 42, 0, 0, 0, 0xC3 };

void
umain(int argc, char **argv)
{
	int (*function)(void) = (int (*)(void))code;

	report("execdata: code in data returned %d", function());
}
