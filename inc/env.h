/* SPDX-License-Identifier: MIT */
/*
 * env.h - an environment: an address space, a saved processor state, and what is bound to them.
 * Programs read all of it at UENVS, without a call.
 */
#ifndef EXOLAB_INC_ENV_H
#define EXOLAB_INC_ENV_H

#include <inc/memlayout.h>
#include <inc/trap.h>

/*
 * An environment id:
 *
 *   31 30                 12 11 10 9          0
 *  +--+---------------------+-----+------------+
 *  |0 |  uniqueifier        | 0 0 | ENVX: slot |
 *  +--+---------------------+-----+------------+
 *
 * The uniqueifier changes each time a slot is used again, so an id names one environment for ever.
 * 0 means "the caller"; negative values are errors.
 */
typedef int32_t envid_t;

#define LOG2NENV 10
#define NENV (1 << LOG2NENV)
#define ENVX(envid) ((envid) & (NENV - 1))

/*
 * env_status, and who moves it (kern/env.c unless noted):
 *
 *   FREE --env_alloc--> NOT_RUNNABLE --env_set_status--> RUNNABLE <--+
 *    ^                                                      |         | env_run of another
 *    |                                                   env_run      |
 *    |                                                      v         |
 *    +--env_destroy, through DYING--------------- RUNNING ------------+
 *
 * env_destroy takes an environment from any state but FREE.
 */
enum {
	/* From ENV_RUNNABLE on it is alive: an id finds it, and it has an address space. */
	ENV_FREE = 0,
	ENV_DYING, /* its memory is being given back */
	ENV_RUNNABLE,
	ENV_RUNNING,
	ENV_NOT_RUNNABLE
};

/* What an environment is for; the kernel treats all types alike but for what is said here. */
enum EnvType {
	ENV_TYPE_USER = 0
};

struct Env {
	struct Trapframe env_tf; /* first: traps are saved right here (kern/trapentry.S) */
	uintptr_t env_kstack;	 /* top of the kernel stack that its traps go on with */
	struct Env *env_link;	 /* next on the free list or on the run queue */
	struct Env *env_prev;	 /* previous on the run queue */
	envid_t env_id;
	envid_t env_parent_id;
	enum EnvType env_type;
	unsigned env_status;
	uint32_t env_runs; /* how often it was given the processor */
	pde_t *env_pgdir;  /* kernel address of the page directory */
	char env_name[32]; /* of the program it was made from; for people, never looked up */
};

#endif
