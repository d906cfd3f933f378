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
/* LAB 4 */
/*
 * RUNNING --env_wait--> NOT_RUNNABLE --env_wake--> RUNNABLE: it waits in a system call, env_wait
 * says for what (kern/envwait.h). Who is destroyed while RUNNING elsewhere stays DYING until that
 * processor hears of it.
 */
/* END LAB 4 */
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
	ENV_TYPE_USER = 0,
	/* LAB 5 */
	/*
	 * Services that others look for by type (ipc_find_env()). Only what the kernel itself
	 * started takes one (sys_env_set_type()), and each exists once: so the name can be trusted
	 * as much as the command line.
	 */
	ENV_TYPE_FS,	/* the file server: inc/fs.h */
	ENV_TYPE_PARTS, /* the owner of the disk, who hands out its partitions: inc/fs.h */
	NENVTYPES
	/* END LAB 5 */
};

/* A place on a queue of environments, or the head of one: the two ends of the ring meet there. */
struct EnvLink {
	struct EnvLink *el_next;
	struct EnvLink *el_prev;
};

/* LAB 4 */
/* What an environment that is in a system call waits for; it is NOT_RUNNABLE. kern/ipc.c */
enum EnvWait {
	WAIT_NOTHING = 0,
	WAIT_FOR_MESSAGE, /* of anybody */
	WAIT_FOR_ANSWER,  /* a message of env_waits_for, of nobody else */
	WAIT_TO_SEND,	  /* until env_waits_for takes its message; then it goes on */
	WAIT_TO_CALL,	  /* the same; then it waits for the answer */
	WAIT_FOR_END,	  /* of env_waits_for */
	/* LAB 5 */
	WAIT_FOR_DISK,	/* for the end of its request env_waits_disk (kern/disk.c) */
	WAIT_FOR_INPUT, /* of the console, or the end of env_input_end (kern/consinput.c) */
	WAIT_FOR_SLICE	/* until ki_slices is env_waits_slice (kern/clock.c) */

	/* END LAB 5 */
};
/* END LAB 4 */

/* LAB 5 */
/* So many pages a message may bring (sys_ipc_window()). */
#define IPC_PAGES_MAX 64

struct Binding;
/* END LAB 5 */

struct Env {
	struct Trapframe env_tf;  /* first: traps are saved right here (kern/trapentry.S) */
	uintptr_t env_kstack;	  /* top of the kernel stack that its traps go on with */
	struct Env *env_link;	  /* next on the free list */
	struct EnvLink env_queue; /* its place on the run queue, or on that of those who wait */
	envid_t env_id;
	envid_t env_parent_id;
	enum EnvType env_type;
	unsigned env_status;
	uint32_t env_runs; /* how often it was given the processor */
	pde_t *env_pgdir;  /* kernel address of the page directory */
	char env_name[32]; /* of the program it was made from; for people, never looked up */
	/* LAB 4 */

	uint32_t env_slices;		 /* time slices that it used up: the timer ended them */
	uintptr_t env_upcalls[NUPCALLS]; /* where exceptions go, by T_*; 0: they end it */
	bool env_stopping; /* stopped or ended by another: its processor has yet to hear of it */

	enum EnvWait env_wait;
	envid_t env_waits_for;	    /* on whose list it is, if it waits for somebody; or 0 */
	struct EnvLink env_senders; /* who waits to send to it */
	struct EnvLink env_waiters; /* who waits for its answer, or for its end */

	uintptr_t env_ipc_dstva; /* where it wants the page; UTOP and above: nowhere */
	uint32_t env_ipc_value;	 /* the word received last, */
	envid_t env_ipc_from;	 /* from whom, */
	int env_ipc_perm;	 /* and the rights of the page that came with it; 0: none */

	/* END LAB 4 */
	/* LAB 5 */

	struct Binding *env_bindings; /* what is bound to it: the last that it got */
	uint32_t env_ngrants;	      /* bindings that it has passed on, and that still exist */
	uint32_t env_nrequests;	      /* requests that it has not heard the end of, */
	int32_t env_waits_disk;	      /* and the one whose end it waits for */

	uint32_t env_waits_slice; /* the ki_slices for which it waits */

	uint32_t env_input_typed; /* the ki_typed that it knows, if it waits for input, */
	envid_t env_input_end;	  /* and whose end it waits for just as well; or 0 */

	uint32_t env_ipc_window; /* so many pages a message may bring it */
	uint32_t env_ipc_npages; /* and so many came, if sys_ipc_reply_pages() sent them */

	/* END LAB 5 */
};

#endif
