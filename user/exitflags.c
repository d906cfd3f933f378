/* SPDX-License-Identifier: MIT */
/*
 * exitflags - destroys itself, by sysenter if there is one, with flags set that must not disturb
 * the kernel. Start it alone.
 * Must be seen: nothing of it after the first line; then the kernel, in good order.
 */
#include <user/gate.h>
#include <user/test.h>

void
umain(int argc, char **argv)
{
	struct Registers regs = { { .reg_eax = SYS_env_destroy },
				  FL_ALWAYS1 | FL_DF | FL_NT | FL_AC };

	report("exitflags: about to leave, going backwards");
	if (kerninfo.ki_features & KI_SYSENTER)
		enter_by_sysenter(&regs);
	else
		enter_by_int(&regs);
	survived("destroyed itself");
}
