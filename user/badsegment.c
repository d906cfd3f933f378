/* SPDX-License-Identifier: MIT */
/*
 * badsegment - loads ds with the selector of the task-state segment.
 * Must be seen: a general protection fault with error code 0x28.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("badsegment: about to load ds with 0x28");
	__asm__ volatile("movw %w0, %%ds" : : "r"(GD_TSS0));
	survived("loaded ds with a system segment");
}
