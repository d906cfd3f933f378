/* SPDX-License-Identifier: MIT */
/*
 * privlgdt - loads a segment table of its own.
 * Must be seen: a general protection fault at this line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("privlgdt: about to execute lgdt (%%esp)");
	__asm__ volatile("lgdt (%%esp)" : : : "memory");
	survived("loaded a GDT");
}
