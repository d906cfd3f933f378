/* SPDX-License-Identifier: MIT */
/*
 * faulttext - writes its own text, which is read-only.
 * Must be seen: a page fault: write, protection violation, at the address of umain.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faulttext: about to write %08x", (uintptr_t)umain);
	poke((uintptr_t)umain, 0);
	survived("wrote its own text");
}
