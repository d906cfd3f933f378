/* SPDX-License-Identifier: MIT */
/*
 * flagtf - enters the kernel by int with the trap flag set. The processor clears the flag for the
 * kernel and brings it back with the return to the program.
 * Must be seen: a debug exception of this program, after its system call; the kernel runs on.
 */
#include <user/gate.h>
#include <user/test.h>

void
umain(int argc, char **argv)
{
	struct Registers regs = { { .reg_eax = SYS_getenvid }, FL_ALWAYS1 | FL_TF };

	report("flagtf: about to call with the trap flag set");
	enter_by_int(&regs);
	report("flagtf: still here");
}
