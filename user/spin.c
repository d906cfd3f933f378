/* SPDX-License-Identifier: MIT */
/*
 * spin - uses the processor for ever. The kernel of lab 3 lets it.
 * Must be seen: nothing after the first line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("spin: here I stay");
	for (;;)
		;
}
