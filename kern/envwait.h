/* SPDX-License-Identifier: MIT */
/*
 * envwait.h - waiting in a system call, and the end of it. All with sched_lock held. Inline,
 * because a message is little more than this.
 */
#ifndef EXOLAB_KERN_ENVWAIT_H
#define EXOLAB_KERN_ENVWAIT_H

#include <kern/envstatus.h>

/* If e is on a queue of another one's, takes it off: it waits for nobody now. */
static inline void
env_leave_list(struct Env *e)
{
	if (!e->env_waits_for)
		return;
	envlist_remove(e);
	e->env_waits_for = 0;
}

/*
 * e, which is curenv, or waits already and has left its list, waits as how says from now on: for
 * whom, on one of its lists, or for a message of anybody, and whom is null. If e is curenv, its
 * system call never returns here: the caller goes on with another environment, and env_wake()
 * completes the call.
 */
static inline void
env_wait(struct Env *e, enum EnvWait how, struct Env *whom)
{
	/* Another processor has ended it: it waits for nothing any more. */
	if (e->env_status == ENV_DYING)
		return;
	env_set_status(e, ENV_NOT_RUNNABLE);
	e->env_wait = how;
	if (whom) {
		bool sends = how == WAIT_TO_SEND || how == WAIT_TO_CALL;

		e->env_waits_for = whom->env_id;
		envlist_append(sends ? &whom->env_senders : &whom->env_waiters, e);
	}
}

/*
 * e waits in a system call no longer; the call will return result. env_wake() makes e runnable.
 * env_complete() does not, for a caller that has it run at once; it returns false if e shall not
 * run, because its parent has stopped it before it came to wait.
 */
static inline bool
env_complete(struct Env *e, int32_t result)
{
	env_leave_list(e);
	e->env_wait = WAIT_NOTHING;
	e->env_tf.tf_regs.reg_eax = (uint32_t)result;
	if (!e->env_stopping)
		return true;
	e->env_stopping = false;
	return false;
}

static inline void
env_wake(struct Env *e, int32_t result)
{
	if (env_complete(e, result))
		env_set_status(e, ENV_RUNNABLE);
}

#endif
