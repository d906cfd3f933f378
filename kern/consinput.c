/* SPDX-License-Identifier: MIT */
/*
 * consinput.c - waiting for console input. What has been typed is counted (ki_typed), and who waits
 * says which count it knows: so nothing is missed, whoever has read what. While nobody waits, the
 * bytes stay in the device, so that none is lost for want of a reader.
 */
#include <kern/cmdline.h>
#include <kern/console.h>
#include <kern/consinput.h>
#include <kern/envwait.h>
#include <kern/interrupt.h>
#include <kern/sched.h>
#include <kern/syscall.h>

/* Who waits: their env_queue. Under sched_lock, like all here. */
static struct EnvLink waiters = { &waiters, &waiters };

/* Somebody has waited before: set once. Who takes input before that need not look for waiters. */
static bool prepared;

/*
 * May input still come? With `end` on the command line nobody is there to type, unless that says
 * so, and who waits then waits for ever.
 */
static bool hopeful;

static void
stop_waiting(struct Env *e)
{
	envlist_remove(e);
	if (hopeful)
		sched_awaited--;
}

/* Wakes those who wait for the end of ended, or if that is null, for more than they know of. */
static bool
wake_waiters(const struct Env *ended)
{
	struct Env *e = envlist_first(&waiters), *next;
	bool woken = false;

	for (; e; e = next) {
		next = envlist_next(&waiters, e);
		if (ended ? e->env_input_end == ended->env_id
			  : e->env_input_typed != kerninfo->ki_typed) {
			stop_waiting(e);
			env_wake(e, 0);
			woken = true;
		}
	}
	return woken;
}

bool
consinput_look(void)
{
	bool woken;

	if (!prepared)
		return false;
	lock(&sched_lock);
	if (envlist_first(&waiters))
		cons_poll();
	woken = wake_waiters(NULL);
	unlock(&sched_lock);
	return woken;
}

void
consinput_release(struct Env *e)
{
	if (e->env_wait == WAIT_FOR_INPUT)
		stop_waiting(e);
	wake_waiters(e);
}

static void
prepare(void)
{
	prepared = true;
	hopeful = !cmdline_has("end") || cmdline_has("typist");
	interrupt_enable(LINE_SERIAL, consinput_look);
	interrupt_enable(LINE_KEYBOARD, consinput_look);
	cons_interrupts();
}

int32_t
sys_cgetc_wait(uint32_t typed, envid_t envid)
{
	lock(&sched_lock);
	if (!prepared)
		prepare();
	/* What comes after this look interrupts. */
	cons_poll();
	if (kerninfo->ki_typed != typed || (envid != 0 && !any_env(envid))) {
		unlock(&sched_lock);
		return 0;
	}
	curenv->env_input_typed = typed;
	curenv->env_input_end = envid;
	env_wait(curenv, WAIT_FOR_INPUT, NULL);
	if (curenv->env_wait == WAIT_FOR_INPUT) {
		envlist_append(&waiters, curenv);
		if (hopeful)
			sched_awaited++;
	}
	sched_yield();
}
