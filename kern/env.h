/* SPDX-License-Identifier: MIT */
/*
 * env.h - environments: making them, giving them the processor, and ending them.
 */
#ifndef EXOLAB_KERN_ENV_H
#define EXOLAB_KERN_ENV_H

#include <inc/env.h>
#include <kern/kmap.h>
#include <kern/percpu.h>
/* LAB 4 */
#include <kern/spinlock.h>
/* END LAB 4 */

/* Makes all NENV environments free, so that env_alloc() hands them out from envs[0] upwards. */
void env_init(void);

/*
 * Finds the living environment that an id names; 0 names curenv. With checkperm, only curenv itself
 * and its children count. Returns 0 and stores it in *store, or -E_BAD_ENV and stores null.
 */
int envid2env(envid_t envid, struct Env **store, bool checkperm);

/*
 * Makes an environment, child of parent_id, with an empty address space below UTOP and registers
 * ready for user mode. It does not run before env_set_status() says so. Returns 0 and stores it in
 * *store; -E_NO_FREE_ENV if all are in use, -E_NO_MEM, with nothing changed.
 */
int env_alloc(struct Env **store, envid_t parent_id);

/* LAB 4 */
/* What envid2env() finds, or null. */
struct Env *env_find(envid_t envid, bool checkperm);

/*
 * env_find() without checkperm and with it, in line for what is asked for most: somebody to whom a
 * message goes, and pages of curenv itself. Both calls are little more than this.
 */
static __always_inline struct Env *
any_env(envid_t envid)
{
	struct Env *e = &envs[ENVX(envid)];

	return e->env_id == envid && e->env_status > ENV_DYING ? e : env_find(envid, false);
}

static __always_inline struct Env *
own_env(envid_t envid)
{
	struct Env *self = curenv;

	if (envid != 0)
		return env_find(envid, true);
	/* In a system call it is not null: the compiler need not look for that. */
	if (!self)
		__builtin_unreachable();
	return self;
}

/*
 * Locks: env_alloc() and env_destroy() take sched_lock and memory_lock themselves. envid2env()
 * needs one of them, and what it finds stays alive for as long as that is held. All others need
 * sched_lock.
 */

/* Has the processor on which e runs, another one than this, enter the kernel soon. */
void env_wake_processor(const struct Env *e);
/* END LAB 4 */

/*
 * Ends an environment: its memory and page tables are given back, its id names nothing any more.
 * If it is curenv, the caller must go on with sched_yield().
 */
void env_destroy(struct Env *e);

/* LAB 5 */
/*
 * Takes back from e, which ends, what it holds besides memory. With sched_lock and memory_lock
 * held. Set at boot.
 */
extern void (*env_release)(struct Env *e);
/* END LAB 5 */

/* Gives the processor to e, which must be alive. Does not return. */
void env_run(struct Env *e) __noreturn;

#endif
