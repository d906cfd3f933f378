/* SPDX-License-Identifier: MIT */
/*
 * fpu.c - the registers of the floating-point unit, one set for each environment.
 */
#include <inc/string.h>
#include <inc/x86.h>
#include <kern/cmdline.h>
#include <kern/cpu.h>
#include <kern/fpu.h>
#include <kern/kmap.h>

/*
 * What FXSAVE stores (SDM 1, table 10-2), or FNSAVE on a processor that has not got it (SDM 1,
 * figure 8-9). Only what the registers are filled with at first is named.
 */
union FpuState {
	struct {
		uint16_t x_control;
		uint16_t x_status;
		uint8_t x_tags; /* a bit for each register: clear means empty */
		uint8_t x_skipped[19];
		uint32_t x_mxcsr;
	} f_fxsave;
	struct {
		uint32_t x_control;
		uint32_t x_status;
		uint32_t x_tags; /* two bits for each register: set means empty */
	} f_fnsave;
	uint8_t f_all[512];
} __attribute__((aligned(16)));
static_assert(offsetof(union FpuState, f_fxsave.x_mxcsr) == 24, "SDM 1, table 10-2");
static_assert(sizeof(union FpuState) == 512, "FXSAVE stores 512 bytes");

#define CONTROL_INIT 0x37F /* all exceptions masked: what FNINIT sets (SDM 2A, FINIT) */
#define TAGS_EMPTY 0xFFFF
#define MXCSR_INIT 0x1F80 /* SDM 1, 10.2.3 */

static union FpuState states[NENV];
static bool used[NENV]; /* until an environment uses its registers, they are those of new_state */
static union FpuState new_state;

/* An FPU fills in its status and control words; where there is none, nothing happens. */
static bool
fpu_is_there(void)
{
	uint16_t status = UINT16_MAX, control = UINT16_MAX;

	__asm__ volatile("fninit; fnstsw %0; fnstcw %1" : "+m"(status), "+m"(control));
	return status == 0 && control == CONTROL_INIT;
}

static void
make_new_state(void)
{
	if (cpu_fxsave) {
		new_state.f_fxsave.x_control = CONTROL_INIT;
		new_state.f_fxsave.x_mxcsr = MXCSR_INIT;
	} else {
		new_state.f_fnsave.x_control = CONTROL_INIT;
		new_state.f_fnsave.x_tags = TAGS_EMPTY;
	}
}

void
fpu_init(void)
{
	/* cpu_init() has set CR0.EM: as if there were none. */
	if (cmdline_has("nofpu"))
		return;
	lcr0(rcr0() & ~(CR0_EM | CR0_TS));
	if (!fpu_is_there()) {
		lcr0(rcr0() | CR0_EM);
		return;
	}
	cpu_features |= KI_FPU;
	if (cpu_fxsave)
		lcr4(rcr4() | CR4_OSFXSR);
	if (cpu_sse) {
		lcr4(rcr4() | CR4_OSXMMEXCPT);
		cpu_features |= KI_SSE;
	}
	make_new_state();
	/* FWAIT traps, too, only if MP is set (SDM 3A, 2.5). */
	lcr0(rcr0() | CR0_MP | CR0_TS);
}

/*
 * FXSAVE and FXRSTOR of some AMD processors leave out where the last floating-point instruction
 * was, unless an exception is pending (AMD64 APM 2, 11.4.4): without the first three instructions
 * programs could see that of another one. They must not trap, so first no exception is pending, and
 * the register that is loaded is empty.
 */
static void
load(const union FpuState *state)
{
	static const uint32_t anything;

	if (cpu_fxsave)
		__asm__ volatile("fnclex; ffree %%st(7); fildl %1; fxrstor %0"
				 :
				 : "m"(*state), "m"(anything));
	else
		__asm__ volatile("fnclex; frstor %0" : : "m"(*state));
}

bool
fpu_use(void)
{
	struct Cpu *cpu = this_cpu();
	size_t i = (size_t)(cpu->cpu_env - envs);

	if (!(cpu_features & KI_FPU))
		return false;
	clts();
	load(used[i] ? &states[i] : &new_state);
	used[i] = true;
	cpu->cpu_fpu = cpu->cpu_env;
	return true;
}

void
fpu_write_back(struct Env *e)
{
	if (cpu_fxsave)
		__asm__ volatile("fxsave %0" : "=m"(states[e - envs]));
	else
		__asm__ volatile("fnsave %0" : "=m"(states[e - envs]));
	this_cpu()->cpu_fpu = NULL;
	lcr0(rcr0() | CR0_TS);
}

void
fpu_reset(const struct Env *e)
{
	used[e - envs] = false;
}

void
fpu_copy(const struct Env *e, struct Env *parent)
{
	fpu_switch_to(NULL);
	used[e - envs] = used[parent - envs];
	if (used[e - envs])
		states[e - envs] = states[parent - envs];
}
