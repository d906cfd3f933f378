/* SPDX-License-Identifier: MIT */
/*
 * flags - makes system calls with flags set that must not disturb the kernel: the direction flag,
 * nested task (an iret under it is a task switch), alignment check, and all arithmetic ones.
 * Must be seen: the line for int, which keeps them all, and those for sysenter, if there is one.
 * Interrupts are on in a program, whatever it loads, and must stay on.
 */
#include <user/gate.h>
#include <user/test.h>

static const uint32_t cases[] = {
	FL_ALWAYS1,
	FL_ALWAYS1 | FL_DF,
	FL_ALWAYS1 | FL_NT,
	FL_ALWAYS1 | FL_AC,
	FL_ALWAYS1 | FL_CF | FL_PF | FL_AF | FL_ZF | FL_SF | FL_OF,
	FL_ALWAYS1 | FL_DF | FL_NT | FL_AC | FL_CF | FL_OF,
};

static void
try_int(void)
{
	uint32_t kept = 0;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct Registers regs = { { .reg_eax = SYS_getenvid }, cases[i] };

		enter_by_int(&regs);
		if (regs.eflags == (cases[i] | FL_IF) &&
		    regs.r.reg_eax == (uint32_t)thisenv->env_id)
			kept++;
		else
			report("flags: int: were %08x, are %08x", cases[i], regs.eflags);
	}
	report("flags: int: kept in %u of %u calls", kept, ARRAY_SIZE(cases));
}

/* sysexit restores no flags. What counts: the call works, and what the C ABI needs is in order. */
static void
try_sysenter(void)
{
	uint32_t good = 0;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct Registers regs = { { .reg_eax = SYS_getenvid }, cases[i] };

		enter_by_sysenter(&regs);
		if ((regs.eflags & FL_IF) && !(regs.eflags & FL_IOPL_MASK) &&
		    regs.r.reg_eax == (uint32_t)thisenv->env_id)
			good++;
		else
			report("flags: sysenter: were %08x, are %08x", cases[i], regs.eflags);
	}
	report("flags: sysenter: %u of %u calls good", good, ARRAY_SIZE(cases));
}

/* A call that may leave for another environment comes back by another way. */
static void
try_yield(void)
{
	uint32_t good = 0;

	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct Registers regs = { { .reg_eax = SYS_yield }, cases[i] };

		enter_by_sysenter(&regs);
		if ((regs.eflags & FL_IF) && regs.r.reg_eax == 0)
			good++;
		else
			report("flags: yield: were %08x, are %08x", cases[i], regs.eflags);
	}
	report("flags: sysenter: %u of %u yields good", good, ARRAY_SIZE(cases));
}

void
umain(int argc, char **argv)
{
	try_int();
	if (!(kerninfo.ki_features & KI_SYSENTER)) {
		report("flags: no sysenter here");
		return;
	}
	try_sysenter();
	try_yield();
}
