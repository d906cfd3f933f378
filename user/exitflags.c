/* SPDX-License-Identifier: MIT */
/*
 * exitflags - destroys itself, by int, with the direction flag set. Start it alone.
 * Must be seen: nothing of it after the first line; then the kernel, in good order.
 */
#include <user/gate.h>
#include <user/test.h>

void
umain(int argc, char **argv)
{
	struct Registers regs = { { .reg_eax = SYS_env_destroy }, FL_ALWAYS1 | FL_DF };

	report("exitflags: about to leave, going backwards");
	enter_by_int(&regs);
	survived("destroyed itself");
}
