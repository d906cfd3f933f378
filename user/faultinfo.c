/* SPDX-License-Identifier: MIT */
/*
 * faultinfo - writes the page in which the kernel describes the machine.
 * Must be seen: a page fault: write, protection violation, address eefff000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultinfo: features %x; about to write them", kerninfo.ki_features);
	poke(UINFO, 0xFFFFFFFF);
	survived("wrote the kernel information page");
}
