/* SPDX-License-Identifier: MIT */
/*
 * sched.c - which environment runs next.
 */
#include <inc/types.h>
#include <kern/env.h>
#include <kern/runq.h>
#include <kern/sched.h>

__noreturn void (*sched_idle)(void);

void
sched_yield(void)
{
	struct Env *next = runq_first();

	if (next)
		env_run(next);
	if (curenv && curenv->env_status == ENV_RUNNING)
		env_run(curenv);
	sched_idle();
}
