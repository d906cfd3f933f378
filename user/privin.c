/* SPDX-License-Identifier: MIT */
/*
 * privin - reads a port of the keyboard controller.
 * Must be seen: a general protection fault at this line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("privin: about to execute inb $0x64, %%al");
	__asm__ volatile("inb $0x64, %%al" : : : "eax", "memory");
	survived("read a port");
}
