/* SPDX-License-Identifier: MIT */
/*
 * sched.c - which environment runs next.
 */
#include <inc/types.h>
#include <kern/env.h>
#include <kern/runq.h>
#include <kern/sched.h>
/* LAB 4 */
#include <inc/x86.h>
#include <kern/envstatus.h>
#include <kern/smp.h>
/* END LAB 4 */

__noreturn void (*sched_idle)(void);

/* LAB 5 */
uint32_t sched_awaited;
/* END LAB 5 */

/* LAB 4 */
/* Is there nothing that may make an environment runnable, when all processors sleep? */
static bool
nothing_awaited(void)
{
	/* LAB 5 */
	if (sched_awaited > 0)
		return false;
	/* END LAB 5 */
	return true;
}

/* Another processor has stopped or ended curenv, and left it to this one to do it. */
static void
obey(void)
{
	if (curenv->env_status == ENV_DYING) {
		struct Env *e = curenv;

		unlock(&sched_lock);
		env_destroy(e);
		lock(&sched_lock);
	} else if (curenv->env_status == ENV_RUNNING) {
		curenv->env_stopping = false;
		env_set_status(curenv, ENV_NOT_RUNNABLE);
	}
}

/*
 * Sleeps until there is something to run again. When all processors sleep, nobody is left to make
 * anything runnable: then it returns, on processor 0, which counts as asleep from then on.
 */
static void
sleep_until_runnable(void)
{
	uint32_t me = 1u << cpunum();

	fpu_switch_to(NULL);
	/* Its memory may be given back while we sleep: the processor must not hold on to it. */
	lcr3(PADDR(kern_pgdir));
	curenv = NULL;
	while (!runq_first()) {
		smp_sleeping |= me;
		if (smp_sleeping == (1u << ncpus) - 1 && nothing_awaited()) {
			if (cpunum() == 0)
				return;
			smp_wake(0);
		}
		unlock(&sched_lock);
		sti_hlt();
		cli();
		lock(&sched_lock);
		smp_sleeping &= ~me;
	}
	env_run(runq_first());
}

void
sched_join(void)
{
	sched_yield();
}
/* END LAB 4 */

void
sched_yield(void)
{
	struct Env *next;

	/* LAB 4 */
	if (!holding(&sched_lock))
		lock(&sched_lock);
	if (curenv && curenv->env_stopping)
		obey();
	/* END LAB 4 */
	next = runq_first();
	if (next)
		env_run(next);
	if (curenv && curenv->env_status == ENV_RUNNING)
		env_run(curenv);
	/* LAB 4 */
	sleep_until_runnable();
	unlock(&sched_lock);
	/* END LAB 4 */
	sched_idle();
}
