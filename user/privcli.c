/* SPDX-License-Identifier: MIT */
/*
 * privcli - clears the interrupt flag, to keep the processor for ever.
 * Must be seen: a general protection fault at this line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("privcli: about to execute cli");
	__asm__ volatile("cli" : : : "memory");
	survived("cleared the interrupt flag");
}
