/* SPDX-License-Identifier: MIT */
/*
 * faultguard - reads the guard page above its stack, between it and the exception stack.
 * Must be seen: a page fault: read, page not present, address eebfe000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultguard: about to read above the stack");
	peek(USTACKTOP);
	survived("read the guard page");
}
