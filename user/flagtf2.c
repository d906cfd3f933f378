/* SPDX-License-Identifier: MIT */
/*
 * flagtf2 - enters the kernel by sysenter with the trap flag set. sysenter does not clear it, so
 * the debug exception comes at the kernel's first instruction (SDM 3A, 17.3.1.4 and 2B, SYSENTER).
 * Must be seen: the kernel runs on; what it does to this program is the same as in flagtf.
 */
#include <user/gate.h>
#include <user/test.h>

void
umain(int argc, char **argv)
{
	struct Registers regs = { { .reg_eax = SYS_getenvid }, FL_ALWAYS1 | FL_TF };

	if (!(kerninfo.ki_features & KI_SYSENTER)) {
		report("flagtf2: no sysenter here");
		return;
	}
	report("flagtf2: about to call with the trap flag set");
	enter_by_sysenter(&regs);
	report("flagtf2: still here");
}
