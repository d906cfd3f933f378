/* SPDX-License-Identifier: MIT */
/*
 * privout - tells the keyboard controller to reset the machine.
 * Must be seen: a general protection fault at this line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("privout: about to execute movb $0xfe, %%al; outb %%al, $0x64");
	__asm__ volatile("movb $0xfe, %%al; outb %%al, $0x64" : : : "eax", "memory");
	survived("wrote a port");
}
