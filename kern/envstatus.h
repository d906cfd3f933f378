/* SPDX-License-Identifier: MIT */
/*
 * envstatus.h - an environment changes its status, and its place on the run queue with it.
 */
#ifndef EXOLAB_KERN_ENVSTATUS_H
#define EXOLAB_KERN_ENVSTATUS_H

#include <inc/assert.h>
#include <kern/runq.h>
/* LAB 4 */
#include <kern/fpu.h>
#include <kern/smp.h>
#include <kern/spinlock.h>
/* END LAB 4 */

/*
 * Moves a living environment to another status, onto the run queue or off it. Inline, because where
 * it is called one of the two is mostly known, and every switch does it twice.
 */
static __always_inline void
env_set_status(struct Env *e, unsigned status)
{
	assert(e->env_status != ENV_FREE && status != ENV_FREE);
	/* LAB 4 */
	assert(holding(&sched_lock));
	if (status == ENV_RUNNING)
		fpu_switch_to(e);
	/* END LAB 4 */
	if (e->env_status == ENV_RUNNABLE)
		envlist_remove(e);
	e->env_status = status;
	if (status != ENV_RUNNABLE)
		return;
	envlist_append(&runq, e);
	/* LAB 4 */
	smp_wake_sleeper();
	/* END LAB 4 */
}

#endif
