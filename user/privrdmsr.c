/* SPDX-License-Identifier: MIT */
/*
 * privrdmsr - reads a model-specific register.
 * Must be seen: a general protection fault at this line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("privrdmsr: about to execute rdmsr");
	__asm__ volatile("rdmsr" : : : "eax", "edx", "memory");
	survived("read an MSR");
}
