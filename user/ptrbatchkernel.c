/* SPDX-License-Identifier: MIT */
/*
 * ptrbatchkernel - passes a list of operations in the kernel.
 * Must be seen: the end, for the pointer.
 */
#include <user/stay.h>

void
umain(int argc, char **argv)
{
	report("ptrbatchkernel: about to pass a list in the kernel");
	sys_page_batch((struct PageOp *)0xF0100000, 5);
	survived("passed a list in the kernel");
}
