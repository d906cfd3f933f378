/* SPDX-License-Identifier: MIT */
/*
 * exofork - makes children with empty address spaces: one with a different value in every register,
 * also of the FPU, which stays as it is made; one by each way into the kernel, which run, and end
 * at once.
 * Must be seen: the page fault of the second and third at the very instruction at which they begin.
 */
#include <user/gate.h>
#include <user/stay.h>

/* None of it may come to a child. */
static void
have_upcalls(void)
{
	for (uint32_t trapno = 0; trapno < NUPCALLS; trapno++)
		sys_env_set_upcall(0, trapno, UTEXT + trapno);
}

static void
have_none(void)
{
	for (uint32_t trapno = 0; trapno < NUPCALLS; trapno++)
		sys_env_set_upcall(0, trapno, 0);
}

/* What the FPU computes with from now on. */
static void
load_fpu(uint64_t n)
{
	__asm__ volatile("fninit; fildll %0" : : "m"(n));
}

static envid_t
fork_with(uint32_t n, uint32_t eflags)
{
	struct Registers regs = { { n, ~n, n ^ 0x11111111, 0, n ^ 0x22222222, n ^ 0x33333333,
				    n ^ 0x44444444, SYS_exofork },
				  eflags };

	enter_by_int(&regs);
	return must((envid_t)regs.r.reg_eax);
}

/* As long as it is there. Its slot is not used again. */
static void
wait_for(envid_t envid)
{
	while (envs[ENVX(envid)].env_status != ENV_FREE)
		sys_yield();
}

void
umain(int argc, char **argv)
{
	envid_t child;

	have_upcalls();
	load_fpu(nonce_number());
	child = fork_with(nonce_number(), FL_ALWAYS1 | FL_DF | FL_CF | FL_OF);
	have_none();
	report("child %08x", child);
	report("parent %08x", sys_getenvid());

	child = fork_with(~nonce_number(), FL_ALWAYS1);
	report("runs %08x", child);
	report("set_status %d", sys_env_set_status(child, ENV_RUNNABLE));
	wait_for(child);
	report("set_status_gone %d", sys_env_set_status(child, ENV_RUNNABLE));
	child = must(sys_exofork());
	report("fast %08x", child);
	must(sys_env_set_status(child, ENV_RUNNABLE));
	wait_for(child);
	report("exofork: about to stop myself");
	sys_env_set_status(0, ENV_NOT_RUNNABLE);
	survived("stopped itself");
}
