/* SPDX-License-Identifier: MIT */
/*
 * regs - makes a system call with a different value in every register, both ways into the kernel.
 * Must be seen: for int, and twice for sysenter if the processor has it, the line "registers kept".
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

/* Both data segments: ds above, es below. */
static uint32_t
data_segments(void)
{
	uint32_t ds, es;

	__asm__ volatile("movl %%ds, %0; movl %%es, %1" : "=r"(ds), "=r"(es));
	return (ds & 0xFFFF) << 16 | (es & 0xFFFF);
}

#define USUAL_SEGMENTS ((GD_UD | 3) << 16 | GD_UD | 3)
#define OTHER_SEGMENTS ((GD_UD | 3) << 16 | GD_UT | 3)

/*
 * Enters by int with OTHER_SEGMENTS, and returns what is there afterwards. A function of its own:
 * between the two loads of es a compiler must have nothing to copy.
 */
static __attribute__((noinline)) uint32_t
enter_with_other_segments(struct Registers *regs)
{
	uint32_t segments;

	__asm__ volatile("movw %w0, %%es" : : "r"(GD_UT | 3) : "memory");
	enter_by_int(regs);
	segments = data_segments();
	__asm__ volatile("movw %w0, %%ds; movw %w0, %%es" : : "r"(GD_UD | 3) : "memory");
	return segments;
}

static void
try_int(void)
{
	struct Registers regs = { distinctive, FL_ALWAYS1 };
	bool kept;

	kept = same("int", "ds and es", OTHER_SEGMENTS, enter_with_other_segments(&regs));
	kept &= same("int", "edi", distinctive.reg_edi, regs.r.reg_edi);
	kept &= same("int", "esi", distinctive.reg_esi, regs.r.reg_esi);
	kept &= same("int", "ebp", distinctive.reg_ebp, regs.r.reg_ebp);
	kept &= same("int", "ebx", distinctive.reg_ebx, regs.r.reg_ebx);
	kept &= same("int", "edx", distinctive.reg_edx, regs.r.reg_edx);
	kept &= same("int", "ecx", distinctive.reg_ecx, regs.r.reg_ecx);
	kept &= same("int", "eax", (uint32_t)thisenv->env_id, regs.r.reg_eax);
	if (kept)
		report("regs: int: registers kept");
}

/* What the gate promises of sysenter: esi and ebp have uses of their own, ecx and edx are lost. */
static void
try_sysenter(const char *how, uint32_t number, uint32_t result)
{
	struct Registers regs = { distinctive, FL_ALWAYS1 };
	bool kept;

	regs.r.reg_eax = number;
	enter_by_sysenter(&regs);
	kept = same(how, "ds and es", USUAL_SEGMENTS, data_segments());
	kept &= same(how, "ebp, the stack pointer", regs.r.reg_oesp, regs.r.reg_ebp);
	kept &= same(how, "edi", distinctive.reg_edi, regs.r.reg_edi);
	kept &= same(how, "ebx", distinctive.reg_ebx, regs.r.reg_ebx);
	kept &= same(how, "eax", result, regs.r.reg_eax);
	if (kept)
		report("regs: %s: registers kept", how);
}

void
umain(int argc, char **argv)
{
	try_int();
	if (!(kerninfo.ki_features & KI_SYSENTER)) {
		report("regs: no sysenter here");
		return;
	}
	try_sysenter("sysenter", SYS_getenvid, (uint32_t)thisenv->env_id);
	/* This one comes back from the saved frame. */
	try_sysenter("sysenter and yield", SYS_yield, 0);
}
