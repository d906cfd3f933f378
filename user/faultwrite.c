/* SPDX-License-Identifier: MIT */
/*
 * faultwrite - writes address 0.
 * Must be seen: a page fault: write, page not present, address 00000000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultwrite: about to write address 0");
	poke(0, 0);
	survived("wrote address 0");
}
