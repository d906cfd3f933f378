/* SPDX-License-Identifier: MIT */
/*
 * mon_env.c - the monitor's commands about environments, and about stopped code.
 */
#include <inc/mmu.h>
#include <inc/stdio.h>
#include <kern/command.h>
#include <kern/env.h>
#include <kern/fault.h>

static const char *
status_name(unsigned status)
{
	static const char *const names[] = {
		[ENV_FREE] = "free",
		[ENV_DYING] = "dying",
		[ENV_RUNNABLE] = "runnable",
		[ENV_RUNNING] = "running",
		[ENV_NOT_RUNNABLE] = "waiting",
	};

	return status < ARRAY_SIZE(names) ? names[status] : "?";
}

static enum Next
run_envs(const struct Call *call)
{
	const struct Env *e;

	(void)call;
	cprintf("  id        parent    status         runs  eip       name\n");
	for (e = envs; e < envs + NENV; e++) {
		if (e->env_status != ENV_FREE)
			cprintf("  %08x  %08x  %-8s %10u  %08x  %s\n", e->env_id, e->env_parent_id,
				status_name(e->env_status), e->env_runs, e->env_tf.tf_eip,
				e->env_name);
	}
	return MONITOR_STAY;
}

/* Says so, and returns false, if no code is stopped. */
static bool
something_is_stopped(const struct Call *call)
{
	if (!call->c_tf)
		cprintf("nothing is stopped: no breakpoint or step led here\n");
	return call->c_tf != NULL;
}

static enum Next
run_registers(const struct Call *call)
{
	if (something_is_stopped(call))
		print_trapframe(call->c_tf);
	return MONITOR_STAY;
}

/*
 * Exercise 3.11 (3 points): step and go on.
 *
 * With FL_TF set in the saved flags, the processor runs one instruction of the stopped code and
 * then raises T_DEBUG (SDM 3B, 17.3.1.4), which leads back here. run_step sets it, run_continue
 * clears it; both then leave the monitor. If nothing is stopped, they say so (something_is_stopped)
 * and stay.
 */
static enum Next
run_step(const struct Call *call)
{
	/* EXERCISE 3.11 run_step */
	if (!something_is_stopped(call))
		return MONITOR_STAY;
	call->c_tf->tf_eflags |= FL_TF;
	return MONITOR_LEAVE;
	/* END EXERCISE 3.11 */
}

static enum Next
run_continue(const struct Call *call)
{
	/* EXERCISE 3.11 run_continue */
	if (!something_is_stopped(call))
		return MONITOR_STAY;
	call->c_tf->tf_eflags &= ~(uint32_t)FL_TF;
	return MONITOR_LEAVE;
	/* END EXERCISE 3.11 */
}

const struct Command mon_env_commands[] = {
	{ "envs", "", "all environments", 0, 0, run_envs },
	{ "registers", "", "of the code that is stopped", 0, 0, run_registers },
	{ "step", "", "run one instruction of it", 0, 0, run_step },
	{ "continue", "", "let it run on", 0, 0, run_continue },
	{ .cmd_name = NULL },
};
