/* SPDX-License-Identifier: MIT */
/*
 * sched.h - which environment runs next.
 */
#ifndef EXOLAB_KERN_SCHED_H
#define EXOLAB_KERN_SCHED_H

#include <kern/env.h>
/* LAB 4 */
#include <kern/envstatus.h>
/* END LAB 4 */

/* What to do when no environment can run; must not return. Set at boot. */
extern __noreturn void (*sched_idle)(void);

/* Runs the environment that has waited longest; curenv again if no other can run. */
void sched_yield(void) __noreturn;

/* Goes on with curenv, at the registers that are saved in it. */
static inline void __noreturn
sched_go_on(void)
{
	/* LAB 4 */
	/* Another processor may have ended or stopped it. Needs sched_lock. */
	if (curenv->env_stopping)
		sched_yield();
	/* END LAB 4 */
	env_run(curenv);
}

/* LAB 4 */
/*
 * sched_yield() takes sched_lock, unless the caller holds it: then what it has done to curenv and
 * the choice of the next are one step for the other processors. It is the lock's last user before
 * env_pop_tf() gives it back.
 */

/*
 * Runs e, which may run but does not, in place of curenv, whatever the queue says. With sched_lock
 * held. (If another processor has ended or stopped curenv meanwhile, that comes first.)
 */
static __always_inline void __noreturn
sched_hand_over(struct Env *e)
{
	if (curenv->env_stopping) {
		if (e->env_status != ENV_RUNNABLE)
			env_set_status(e, ENV_RUNNABLE);
		sched_yield();
	}
	env_run(e);
}

/* LAB 5 */
/*
 * How many things are awaited that may make an environment runnable though none is now: requests at
 * the disk, and environments that wait for input or for time to pass. While there are any,
 * processors with nothing to run sleep, and sched_idle() has to wait. Under sched_lock.
 */
extern uint32_t sched_awaited;
/* END LAB 5 */

/* A processor takes part from here on. With no lock held. */
void sched_join(void) __noreturn;
/* END LAB 4 */

#endif
