/* SPDX-License-Identifier: MIT */
/*
 * softint - raises the page-fault vector by a software interrupt, which its gate does not allow.
 * Must be seen: a general protection fault (error code 0x72: IDT entry 14), not a page fault.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("softint: about to raise interrupt 14");
	__asm__ volatile("int $14");
	survived("raised interrupt 14");
}
