/* SPDX-License-Identifier: MIT */
/*
 * badsegment2 - loads ds with the kernel's data segment.
 * Must be seen: a general protection fault with error code 0x10.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("badsegment2: about to load ds with 0x10");
	__asm__ volatile("movw %w0, %%ds" : : "r"(GD_KD));
	survived("loaded ds with the kernel data segment");
}
