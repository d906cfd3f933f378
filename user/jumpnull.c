/* SPDX-License-Identifier: MIT */
/*
 * jumpnull - calls address 0.
 * Must be seen: a page fault at eip 00000000, page not present.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("jumpnull: about to call address 0");
	__asm__ volatile("call *%0" : : "r"(0) : "memory");
	survived("returned from address 0");
}
