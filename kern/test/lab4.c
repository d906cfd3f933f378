/* SPDX-License-Identifier: MIT */
/*
 * lab4.c - tests of lab 4 that need more than a program can do: exception stacks before there are
 * page calls, memory that is nearly used up, children that no program has made, environments in
 * states that only the kernel makes, and what comes from other processors at a known point.
 */
#include <inc/string.h>
#include <kern/apstart.h>
#include <kern/cmdline.h>
#include <kern/dev/lapic.h>
#include <kern/dev/power.h>
#include <kern/env.h>
#include <kern/envwait.h>
#include <kern/interrupt.h>
#include <kern/program.h>
#include <kern/syscall.h>
#include <kern/test/frames.h>
#include <kern/test/ktest.h>
#include <kern/trap.h>

extern const struct Ktest ktests_lab4[];

/* Starts each program that the command line has under key, with an exception stack. */
static void
start_with_stack(const char *key, int perm)
{
	char list[CMDLINE_MAX], *name = list;

	if (!cmdline_get(key, list, sizeof(list)))
		return;
	while (*name) {
		char *end = strfind(name, ',');
		char *next = *end ? end + 1 : end;
		struct PageInfo *pp;
		struct Env *e;

		*end = '\0';
		if (program_start(name, 0, &e) < 0)
			panic("cannot start %s", name);
		lock(&memory_lock);
		pp = page_alloc(ALLOC_ZERO);
		if (!pp || page_insert(e->env_pgdir, pp, (void *)(UXSTACKTOP - PGSIZE), perm) < 0)
			panic("no exception stack for %s", name);
		unlock(&memory_lock);
		name = next;
	}
}

/*
 * stacks=NAME[,NAME...]: these get one; readonly=NAME[,NAME...]: these one that they cannot write.
 */
static void
run_stacks(uint32_t nonce)
{
	start_with_stack("stacks", PTE_U | PTE_W);
	start_with_stack("readonly", PTE_U);
}

/* Makes an environment that never runs, is nobody's child, and has one page. */
static void
run_bystander(uint32_t nonce)
{
	struct PageInfo *pp;
	struct Env *e;

	if (env_alloc(&e, 0) < 0)
		panic("no environment");
	lock(&memory_lock);
	pp = page_alloc(ALLOC_ZERO);
	if (!pp || page_insert(e->env_pgdir, pp, UTEMP, PTE_U | PTE_W) < 0)
		panic("no page for it");
	pp->pp_owner = e->env_id;
	unlock(&memory_lock);
	strlcpy(e->env_name, "bystander", sizeof(e->env_name));
}

static uint32_t
option(const char *key)
{
	char text[8];

	return cmdline_get(key, text, sizeof(text)) ? (uint32_t)strtol(text, NULL, 0) : 0;
}

/* family=NAME grown=N children=M: starts it N times, and M times more as children of the first. */
static void
run_family(uint32_t nonce)
{
	char name[32];
	struct Env *e;

	if (!cmdline_get("family", name, sizeof(name)))
		return;
	for (uint32_t n = 0; n < option("grown") + option("children"); n++)
		if (program_start(name, n < option("grown") ? 0 : envs[0].env_id, &e) < 0)
			panic("cannot start %s", name);
}

/* Leaves so many frames free as the command line says: scarce=N. */
static void
run_scarce(uint32_t nonce)
{
	ktest_take_all(option("scarce"));
}

/* Says what the call returns, and in which state e is then. */
static void
say_status(const char *key, const struct Env *e, envid_t id, unsigned status)
{
	int r = sys_env_set_status(id, status);

	ktest_say("%s %d %u %u %u", key, r, e->env_status, e->env_stopping, e->env_wait);
}

/* Environments in every state, of which one asks for another. */
static void
run_status(uint32_t nonce)
{
	struct Env *parent, *self, *child, *grandchild;

	if (env_alloc(&parent, 0) < 0 || env_alloc(&self, parent->env_id) < 0 ||
	    env_alloc(&child, self->env_id) < 0 || env_alloc(&grandchild, child->env_id) < 0)
		panic("no environments");
	curenv = self;
	say_status("runnable", child, child->env_id, ENV_RUNNABLE);
	say_status("runnable_still", child, child->env_id, ENV_RUNNABLE);
	say_status("free", child, child->env_id, ENV_FREE);
	say_status("dying", child, child->env_id, ENV_DYING);
	say_status("running", child, child->env_id, ENV_RUNNING);
	say_status("beyond", child, child->env_id, ENV_NOT_RUNNABLE + 1);
	say_status("huge", child, child->env_id, UINT32_MAX);
	say_status("stopped", child, child->env_id, ENV_NOT_RUNNABLE);
	say_status("stopped_still", child, child->env_id, ENV_NOT_RUNNABLE);
	say_status("parent", parent, parent->env_id, ENV_RUNNABLE);
	say_status("grandchild", grandchild, grandchild->env_id, ENV_RUNNABLE);
	lock(&sched_lock);
	env_wait(child, WAIT_FOR_END, parent);
	unlock(&sched_lock);
	say_status("waiting", child, child->env_id, ENV_RUNNABLE);
	say_status("waiting_still", child, child->env_id, ENV_NOT_RUNNABLE);
	/* As if it ran on another processor. */
	lock(&sched_lock);
	env_complete(child, 0);
	env_set_status(child, ENV_RUNNING);
	unlock(&sched_lock);
	say_status("elsewhere_stop", child, child->env_id, ENV_NOT_RUNNABLE);
	say_status("elsewhere_go", child, child->env_id, ENV_RUNNABLE);
	/* And as if it came to wait there before it heard of it. */
	say_status("elsewhere_again", child, child->env_id, ENV_NOT_RUNNABLE);
	lock(&sched_lock);
	env_wait(child, WAIT_FOR_END, parent);
	unlock(&sched_lock);
	say_status("waiting_go", child, child->env_id, ENV_RUNNABLE);
	ktest_say("locks %u", this_cpu()->cpu_held);
	machine_end(END_GOOD);
}

/* What another processor may do to a program that is at a breakpoint: ends it, or stops it. */
static void
end_or_stop(struct Trapframe *tf)
{
	lock(&sched_lock);
	if (curenv == &envs[0])
		env_set_status(curenv, ENV_DYING);
	curenv->env_stopping = true;
	unlock(&sched_lock);
}

static void
run_status_meanwhile(uint32_t nonce)
{
	trap_debugger = end_or_stop;
}

/* What another processor would send comes as soon as the first program runs: from this one. */
static void
run_nudge(uint32_t nonce)
{
	smp_find();
	lapic_send(lapic_id(), INT_WAKE);
	lapic_send(lapic_id(), INT_FLUSH);
}

const struct Ktest ktests_lab4[] = {
	{ "stacks", KTEST_ENVS, run_stacks },
	{ "bystander", KTEST_ENVS, run_bystander },
	{ "scarce", KTEST_ENVS, run_scarce },
	{ "status", KTEST_ENVS, run_status },
	{ "status_meanwhile", KTEST_ENVS, run_status_meanwhile },
	{ "nudge", KTEST_ENVS, run_nudge },
	{ "family", KTEST_ENVS, run_family },
	{ .kt_name = NULL },
};
