/* SPDX-License-Identifier: MIT */
/*
 * privhlt - halts the processor.
 * Must be seen: a general protection fault at this line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("privhlt: about to execute hlt");
	__asm__ volatile("hlt" : : : "memory");
	survived("halted the processor");
}
