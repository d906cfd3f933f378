/* SPDX-License-Identifier: MIT */
/*
 * env.h - environments: making them, giving them the processor, and ending them.
 */
#ifndef EXOLAB_KERN_ENV_H
#define EXOLAB_KERN_ENV_H

#include <inc/env.h>
#include <kern/kmap.h>
#include <kern/percpu.h>

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

/* Moves a living environment to another status, onto the run queue or off it. */
void env_set_status(struct Env *e, unsigned status);

/*
 * Ends an environment: its memory and page tables are given back, its id names nothing any more.
 * If it is curenv, the caller must go on with sched_yield().
 */
void env_destroy(struct Env *e);

/* Gives the processor to e, which must be alive. Does not return. */
void env_run(struct Env *e) __noreturn;

#endif
