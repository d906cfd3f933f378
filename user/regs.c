/* SPDX-License-Identifier: MIT */
/*
 * regs - makes a system call with a different value in every register, both ways into the kernel.
 * Must be seen: for int, and for sysenter if the processor has it, the line "registers kept".
 */
#include <user/gate.h>
#include <user/test.h>

static const struct PushRegs distinctive = {
	.reg_edi = 0xD1D1D1D1,
	.reg_esi = 0x51515151,
	.reg_ebp = 0xB9B9B9B9,
	.reg_ebx = 0xBBBBBBBB,
	.reg_edx = 0xDDDDDDDD,
	.reg_ecx = 0xCCCCCCCC,
	.reg_eax = SYS_getenvid,
};

/* Whether a register came back as it went in; says so if not. */
static bool
same(const char *how, const char *name, uint32_t before, uint32_t after)
{
	if (before != after)
		report("regs: %s: %s was %08x, is %08x", how, name, before, after);
	return before == after;
}

static void
try_int(void)
{
	struct Registers regs = { distinctive, FL_ALWAYS1 };
	bool kept;

	enter_by_int(&regs);
	kept = same("int", "edi", distinctive.reg_edi, regs.r.reg_edi);
	kept &= same("int", "esi", distinctive.reg_esi, regs.r.reg_esi);
	kept &= same("int", "ebp", distinctive.reg_ebp, regs.r.reg_ebp);
	kept &= same("int", "ebx", distinctive.reg_ebx, regs.r.reg_ebx);
	kept &= same("int", "edx", distinctive.reg_edx, regs.r.reg_edx);
	kept &= same("int", "ecx", distinctive.reg_ecx, regs.r.reg_ecx);
	kept &= same("int", "eax", (uint32_t)thisenv->env_id, regs.r.reg_eax);
	if (kept)
		report("regs: int: registers kept");
}

static uint32_t
data_segments(void)
{
	uint32_t ds, es;

	__asm__ volatile("movl %%ds, %0; movl %%es, %1" : "=r"(ds), "=r"(es));
	return (ds & 0xFFFF) << 16 | (es & 0xFFFF);
}

/* What the gate promises of sysenter: esi and ebp have uses of their own, ecx and edx are lost. */
static void
try_sysenter(void)
{
	struct Registers regs = { distinctive, FL_ALWAYS1 };
	bool kept;

	enter_by_sysenter(&regs);
	kept = same("sysenter", "ds and es", (GD_UD | 3) << 16 | GD_UD | 3, data_segments());
	kept &= same("sysenter", "ebp, the stack pointer", regs.r.reg_oesp, regs.r.reg_ebp);
	kept &= same("sysenter", "edi", distinctive.reg_edi, regs.r.reg_edi);
	kept &= same("sysenter", "ebx", distinctive.reg_ebx, regs.r.reg_ebx);
	kept &= same("sysenter", "eax", (uint32_t)thisenv->env_id, regs.r.reg_eax);
	if (kept)
		report("regs: sysenter: registers kept");
}

void
umain(int argc, char **argv)
{
	try_int();
	if (kerninfo.ki_features & KI_SYSENTER)
		try_sysenter();
	else
		report("regs: no sysenter here");
}
