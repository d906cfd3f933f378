/* SPDX-License-Identifier: MIT */
/*
 * envcall.c - the system calls about environments; inc/lib.h says what each does. What is called
 * process creation elsewhere is put together from these by programs (lib/fork.c).
 */
#include <inc/error.h>
#include <inc/mmu.h>
#include <inc/string.h>
#include <kern/env.h>
#include <kern/envstatus.h>
#include <kern/envwait.h>
#include <kern/fpu.h>
#include <kern/sched.h>
#include <kern/syscall.h>
#include <kern/upcall.h>
#include <kern/userptr.h>

/* The flags that a program may change by itself (SDM 1, 3.4.3). */
#define FL_OF_PROGRAM                                                                              \
	(FL_CF | FL_PF | FL_AF | FL_ZF | FL_SF | FL_TF | FL_DF | FL_OF | FL_AC | FL_ID)

/*
 * Exercise 4.6 (7 points): make an environment, and let it run.
 *
 * sys_exofork: env_alloc() a child of curenv; it gets curenv's name and registers, but finds 0 in
 * eax, and curenv's FPU values (fpu_copy). Returns the child's id.
 * sys_env_set_status: with sched_lock held from envid2env() on. Mind every state that inc/lib.h
 * speaks of: an environment that waits (env_wait) is left alone; one that runs here, the
 * caller, stops at once: sched_yield(), and its call returns 0 when it runs again (its saved eax);
 * one that runs on another processor is told so by env_stopping and env_wake_processor().
 * ENV_RUNNABLE takes env_stopping back, also if the environment has come to wait by then, and the
 * result is -E_INVAL. All others: env_set_status().
 */
envid_t
sys_exofork(void)
{
	/* EXERCISE 4.6 sys_exofork */
	struct Env *child;
	int r = env_alloc(&child, curenv->env_id);

	if (r < 0)
		return r;
	memcpy(child->env_name, curenv->env_name, sizeof(child->env_name));
	child->env_tf = curenv->env_tf;
	child->env_tf.tf_regs.reg_eax = 0;
	fpu_copy(child, curenv);
	return child->env_id;
	/* END EXERCISE 4.6 */
}

int32_t
sys_env_set_status(envid_t envid, unsigned status)
{
	/* EXERCISE 4.6 sys_env_set_status */
	struct Env *e;
	int r;

	if (status != ENV_RUNNABLE && status != ENV_NOT_RUNNABLE)
		return -E_INVAL;
	lock(&sched_lock);
	if ((r = envid2env(envid, &e, true)) == 0) {
		if (e->env_wait != WAIT_NOTHING) {
			if (status == ENV_RUNNABLE)
				e->env_stopping = false;
			r = -E_INVAL;
		} else if (e->env_status != ENV_RUNNING) {
			env_set_status(e, status);
		} else if (e != curenv) {
			e->env_stopping = status == ENV_NOT_RUNNABLE;
			env_wake_processor(e);
		} else if (status == ENV_NOT_RUNNABLE) {
			/* If another processor wants the same, that is done with, too. */
			e->env_stopping = false;
			e->env_tf.tf_regs.reg_eax = 0;
			env_set_status(e, status);
			sched_yield();
		}
	}
	unlock(&sched_lock);
	return r;
	/* END EXERCISE 4.6 */
}

/* Registers as a program may have them, whatever was asked for. */
static struct Trapframe
harmless(const struct Trapframe *tf)
{
	struct Trapframe safe = *tf;

	safe.tf_ds = safe.tf_es = safe.tf_ss = GD_UD | 3;
	safe.tf_cs = GD_UT | 3;
	safe.tf_eflags = (tf->tf_eflags & FL_OF_PROGRAM) | FL_ALWAYS1 | FL_IF;
	return safe;
}

int32_t
sys_env_set_trapframe(envid_t envid, const struct Trapframe *tf)
{
	struct Trapframe wanted;
	struct Env *e;
	int r;

	copy_in_or_end(&wanted, tf, sizeof(wanted));
	lock(&sched_lock);
	if ((r = envid2env(envid, &e, true)) < 0 || (e->env_status == ENV_RUNNING && e != curenv)) {
		unlock(&sched_lock);
		return r < 0 ? r : -E_INVAL;
	}
	e->env_tf = harmless(&wanted);
	if (e == curenv)
		sched_go_on();
	unlock(&sched_lock);
	return 0;
}

int32_t
sys_env_set_upcall(envid_t envid, uint32_t trapno, uintptr_t upcall)
{
	struct Env *e;
	int r;

	if (!upcall_possible(trapno))
		return -E_INVAL;
	lock(&sched_lock);
	if ((r = envid2env(envid, &e, true)) == 0)
		e->env_upcalls[trapno] = upcall;
	unlock(&sched_lock);
	return r;
}

/* LAB 5 */
/* Who offers each service; it may have ended, or have changed its mind. */
static envid_t services[NENVTYPES];

static bool
offered_by_another(unsigned type)
{
	const struct Env *e = services[type] != 0 ? any_env(services[type]) : NULL;

	return e && e != curenv && e->env_type == type;
}

int32_t
sys_env_set_type(unsigned type)
{
	int r = 0;

	if (type >= NENVTYPES || curenv->env_parent_id != 0)
		return -E_INVAL;
	lock(&sched_lock);
	if (type != ENV_TYPE_USER && offered_by_another(type)) {
		r = -E_IN_USE;
	} else {
		services[type] = curenv->env_id;
		curenv->env_type = (enum EnvType)type;
	}
	unlock(&sched_lock);
	return r;
}

/* Copies a program's string, cut to n - 1 characters: no page behind its end is touched. */
static void
copy_string_in_or_end(char *to, const char *va, size_t n)
{
	size_t done = 0, part;

	memset(to, 0, n);
	do {
		part = MIN(n - 1 - done, (size_t)(PGSIZE - PGOFF(va + done)));
		copy_in_or_end(to + done, va + done, part);
		done += part;
	} while (done < n - 1 && strlen(to) == done);
	memset(to + strlen(to), 0, n - strlen(to));
}

int32_t
sys_env_set_name(envid_t envid, const char *name)
{
	char wanted[sizeof(curenv->env_name)];
	struct Env *e;
	int r;

	copy_string_in_or_end(wanted, name, sizeof(wanted));
	lock(&sched_lock);
	if ((r = envid2env(envid, &e, true)) == 0)
		memcpy(e->env_name, wanted, sizeof(wanted));
	unlock(&sched_lock);
	return r;
}
/* END LAB 5 */

int32_t
sys_env_wait(envid_t envid)
{
	struct Env *e;

	lock(&sched_lock);
	if (envid2env(envid, &e, false) < 0 || e == curenv) {
		unlock(&sched_lock);
		return -E_BAD_ENV;
	}
	env_wait(curenv, WAIT_FOR_END, e);
	sched_yield();
}

/*
 * Exercise 4.4 (6 points): a turn for somebody in particular.
 *
 * With sched_lock held: find the environment, any one. If it waits for the processor
 * (ENV_RUNNABLE), the caller's call is to return 0 when it runs again, so that goes to its saved
 * eax; then sched_hand_over(), which never returns. Otherwise give back the lock, and return the
 * error of inc/lib.h.
 */
int32_t
sys_yield_to(envid_t envid)
{
	/* EXERCISE 4.4 sys_yield_to */
	struct Env *e;
	int r;

	lock(&sched_lock);
	if ((r = envid2env(envid, &e, false)) < 0 || e->env_status != ENV_RUNNABLE) {
		unlock(&sched_lock);
		return r < 0 ? r : -E_INVAL;
	}
	curenv->env_tf.tf_regs.reg_eax = 0;
	sched_hand_over(e);
	/* END EXERCISE 4.4 */
}
