/* SPDX-License-Identifier: MIT */
/*
 * privvm86 - tries to enter virtual-8086 mode by iret, with the I/O privilege level 3 that would
 * open the gate of the system call from there. A processor ignores both flags outside ring 0 (SDM
 * 2A, IRET); QEMU 7.2 does not, and what it does next must not bring the kernel down.
 * Must be seen: "the flag is ignored", or a general protection fault; the kernel runs on.
 */
#include <inc/x86.h>
#include <user/test.h>

void
umain(int argc, char **argv)
{
	uint32_t flags;

	report("privvm86: about to iret with the flag VM");
	__asm__ volatile(
		"movl %%esp, %%eax\n"
		"pushl $0\n" /* gs, fs, ds, es, ss, esp: what iret pops in that mode only */
		"pushl $0\n"
		"pushl $0\n"
		"pushl $0\n"
		"pushl $0\n"
		"pushl $0\n"
		"pushl %1\n"
		"pushl %2\n"
		"pushl $1f\n"
		"iret\n"
		"1: movl %%eax, %%esp\n"
		"pushfl\n"
		"popl %0"
		: "=&r"(flags)
		: "i"(FL_ALWAYS1 | FL_VM | FL_IOPL_3), "i"(GD_UT | 3)
		: "eax", "memory", "cc");
	if (flags & (FL_VM | FL_IOPL_MASK))
		survived("has flags that no program may have");
	report("privvm86: the flag is ignored");
}
