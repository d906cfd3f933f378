/* SPDX-License-Identifier: MIT */
/*
 * ptrframe - passes a trap frame that is not there.
 * Must be seen: the end, for the pointer.
 */
#include <user/stay.h>

void
umain(int argc, char **argv)
{
	report("ptrframe: about to set my registers from the kernel");
	sys_env_set_trapframe(0, (struct Trapframe *)0xF0100000);
	survived("set its registers from the kernel");
}
