/* SPDX-License-Identifier: MIT */
/*
 * faultreadkernel - reads kernel memory.
 * Must be seen: a page fault: read, protection violation, address f0100000.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultreadkernel: about to read the kernel");
	report("I read %08x from location 0xf0100000!", peek(KERNBASE + EXTPHYSMEM));
	survived("read kernel memory");
}
