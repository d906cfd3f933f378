/* SPDX-License-Identifier: MIT */
/*
 * env.c - environments: making them, giving them the processor, and ending them.
 */
#include <inc/assert.h>
#include <inc/error.h>
#include <inc/string.h>
#include <inc/x86.h>
#include <kern/env.h>
#include <kern/envpop.h>
#include <kern/envstatus.h>
#include <kern/gdt.h>
/* LAB 4 */
#include <kern/envwait.h>
/* END LAB 4 */

static struct Env *free_envs;

/* The id's uniqueifier starts at this bit; the bits below it hold the slot. */
#define ENVGENSHIFT 12
static_assert(ENVGENSHIFT >= LOG2NENV, "slot and uniqueifier overlap");

void
env_init(void)
{
	for (int i = NENV - 1; i >= 0; i--) {
		envs[i].env_link = free_envs;
		free_envs = &envs[i];
	}
}

/*
 * Exercise 3.1 (4 points): names of environments.
 *
 * next_envid returns the id for the next use of e's slot: a uniqueifier one greater than that of
 * the slot's last id (e->env_id; 0 if it was never used), and the slot's number. An id is always
 * positive: start again at 1 where the sum no longer is. Compute in uint32_t: a compiler may take
 * it for granted that a sum of positive signed numbers stays positive.
 * envid2env finds the slot by ENVX; the id must be that of the environment now in it, which must be
 * alive: neither ENV_FREE nor ENV_DYING.
 */
static envid_t
next_envid(const struct Env *e)
{
	/* EXERCISE 3.1 next_envid */
	uint32_t next = ((uint32_t)e->env_id & ~((1u << ENVGENSHIFT) - 1)) + (1u << ENVGENSHIFT);

	if ((int32_t)next <= 0)
		next = 1u << ENVGENSHIFT;
	return (envid_t)(next | (uint32_t)(e - envs));
	/* END EXERCISE 3.1 */
}

int
envid2env(envid_t envid, struct Env **store, bool checkperm)
{
	/* EXERCISE 3.1 envid2env */
	struct Env *e = envid == 0 ? curenv : &envs[ENVX(envid)];

	*store = NULL;
	if (!e || e->env_status <= ENV_DYING || (envid != 0 && e->env_id != envid))
		return -E_BAD_ENV;
	if (checkperm && e != curenv && e->env_parent_id != curenv->env_id)
		return -E_BAD_ENV;
	*store = e;
	return 0;
	/* END EXERCISE 3.1 */
}

/*
 * Exercise 3.2 (10 points): an address space.
 *
 * Take a zeroed frame for e's page directory, count the reference, and set e->env_pgdir to its
 * kernel address. Everything from UTOP up is as in kern_pgdir, but for UVPT: there e's own
 * directory maps itself, readable by the program. Returns 0, or -E_NO_MEM.
 */
static int
env_setup_vm(struct Env *e)
{
	/* EXERCISE 3.2 env_setup_vm */
	struct PageInfo *pp = page_alloc(ALLOC_ZERO);

	if (!pp)
		return -E_NO_MEM;
	pp->pp_ref++;
	e->env_pgdir = page2kva(pp);
	memcpy(&e->env_pgdir[PDX(UTOP)], &kern_pgdir[PDX(UTOP)],
	       (NPDENTRIES - PDX(UTOP)) * sizeof(pde_t));
	e->env_pgdir[PDX(UVPT)] = page2pa(pp) | PTE_P | PTE_U;
	return 0;
	/* END EXERCISE 3.2 */
}

/* LAB 4 */
struct Env *
env_find(envid_t envid, bool checkperm)
{
	struct Env *e;

	envid2env(envid, &e, checkperm);
	return e;
}

/* What an earlier user of the slot may have left, but for what make_env() sets. */
static void
forget_last_user(struct Env *e)
{
	e->env_slices = 0;
	memset(e->env_upcalls, 0, sizeof(e->env_upcalls));
	e->env_stopping = false;
	e->env_wait = WAIT_NOTHING;
	e->env_waits_for = 0;
	envlist_init(&e->env_senders);
	envlist_init(&e->env_waiters);
	e->env_ipc_value = 0;
	e->env_ipc_from = 0;
	e->env_ipc_perm = 0;
	fpu_reset(e);
	/* LAB 5 */
	e->env_ipc_window = 1;
	e->env_ipc_npages = 0;
	/* END LAB 5 */
}
/* END LAB 4 */

/* What env_alloc() does. */
static int
make_env(struct Env **store, envid_t parent_id)
{
	struct Env *e = free_envs;
	int r;

	if (!e)
		return -E_NO_FREE_ENV;
	if ((r = env_setup_vm(e)) < 0)
		return r;
	free_envs = e->env_link;

	e->env_id = next_envid(e);
	e->env_parent_id = parent_id;
	e->env_type = ENV_TYPE_USER;
	e->env_status = ENV_NOT_RUNNABLE;
	e->env_runs = 0;
	e->env_link = NULL;
	e->env_name[0] = '\0';
	/* LAB 4 */
	pa2page(PADDR(e->env_pgdir))->pp_owner = e->env_id;
	forget_last_user(e);
	/* END LAB 4 */
	e->env_tf = (struct Trapframe){
		.tf_ds = GD_UD | 3,
		.tf_es = GD_UD | 3,
		.tf_ss = GD_UD | 3,
		.tf_cs = GD_UT | 3,
		.tf_esp = USTACKTOP,
		.tf_eflags = FL_ALWAYS1 | FL_IF,
	};
	*store = e;
	return 0;
}

int
env_alloc(struct Env **store, envid_t parent_id)
{
	int r;

	/* LAB 4 */
	lock(&sched_lock);
	lock(&memory_lock);
	/* END LAB 4 */
	r = make_env(store, parent_id);
	/* LAB 4 */
	unlock(&memory_lock);
	unlock(&sched_lock);
	/* END LAB 4 */
	return r;
}

/* LAB 5 */
void (*env_release)(struct Env *e);
/* END LAB 5 */

/* LAB 4 */
/* e ends: whoever waits for it hears of it, and it waits for nobody any more. */
static void
wake_all(struct Env *e)
{
	struct Env *other;

	env_leave_list(e);
	while ((other = envlist_first(&e->env_senders)))
		env_wake(other, -E_BAD_ENV);
	while ((other = envlist_first(&e->env_waiters)))
		env_wake(other, other->env_wait == WAIT_FOR_END ? 0 : -E_BAD_ENV);
}

void
env_wake_processor(const struct Env *e)
{
	for (int cpu = 0; cpu < ncpus; cpu++)
		if (cpu_of(cpu)->cpu_env == e)
			smp_wake(cpu);
}

/*
 * Begins the end of e: nobody who waits for it does so any longer. Returns false if there is
 * nothing left to do for the caller: if e is gone already, or is no longer what the caller was
 * allowed to end (curenv or its child), since the slot may have been used again after the caller
 * looked; or if e runs on another processor, which is made to hear of it, and does the rest
 * itself.
 */
static bool
begin_end(struct Env *e)
{
	if (e->env_status == ENV_DYING)
		return e == curenv;
	if (e->env_status == ENV_FREE ||
	    (curenv && e != curenv && e->env_parent_id != curenv->env_id))
		return false;
	wake_all(e);
	if (e->env_status != ENV_RUNNING || e == curenv)
		return true;
	env_set_status(e, ENV_DYING);
	e->env_stopping = true;
	env_wake_processor(e);
	return false;
}
/* END LAB 4 */

/* Unmaps what the page table of one directory entry maps, and frees the table. */
static void
free_page_table(pde_t pde)
{
	pte_t *table = KADDR(PTE_ADDR(pde));

	/* An entry that maps nothing is 0, as page_remove() leaves it. */
	for (pte_t *pte = table; (pte = skip_zeros(pte, table + NPTENTRIES)); pte++)
		page_decref(pa2page(PTE_ADDR(*pte)));
	page_decref(pa2page(PADDR(table)));
}

static void
free_address_space(struct Env *e)
{
	for (pde_t *pde = e->env_pgdir; (pde = skip_zeros(pde, e->env_pgdir + PDX(UTOP))); pde++)
		free_page_table(*pde);
	page_decref(pa2page(PADDR(e->env_pgdir)));
	e->env_pgdir = NULL;
}

/* The processor must not walk a directory that has been given back. */
static void
leave_address_space(struct Env *e)
{
	if (e != curenv)
		return;
	/* LAB 4 */
	fpu_switch_to(NULL);
	/* END LAB 4 */
	lcr3(PADDR(kern_pgdir));
	curenv = NULL;
}

void
env_destroy(struct Env *e)
{
	/* LAB 4 */
	lock(&sched_lock);
	lock(&memory_lock);
	if (!begin_end(e)) {
		unlock(&memory_lock);
		unlock(&sched_lock);
		return;
	}
	/* END LAB 4 */
	env_set_status(e, ENV_DYING);
	/* LAB 5 */
	env_release(e);
	/* END LAB 5 */
	/* LAB 4 */
	/* From here on, nobody finds e any more: it is ours alone. */
	unlock(&sched_lock);
	/* END LAB 4 */
	leave_address_space(e);
	free_address_space(e);
	/* LAB 4 */
	unlock(&memory_lock);
	lock(&sched_lock);
	/* END LAB 4 */
	e->env_status = ENV_FREE;
	e->env_link = free_envs;
	free_envs = e;
	/* LAB 4 */
	unlock(&sched_lock);
	/* END LAB 4 */
}

/*
 * Exercise 3.5 (7 points): give the processor away.
 *
 * Make e the current environment and running, count the run, have its next trap saved in it
 * (trap_save_in), and switch to its address space unless that is in use already (a load of CR3
 * empties the TLB). If another environment was running until now, it becomes runnable; not earlier,
 * for once it is on the queue, it is no longer ours. Leave through env_pop_tf, which restores the
 * registers.
 */
void
env_run(struct Env *e)
{
	/* EXERCISE 3.5 env_run */
	physaddr_t pgdir = PADDR(e->env_pgdir);
	struct Env *last = curenv;

	curenv = e;
	env_set_status(e, ENV_RUNNING);
	e->env_runs++;
	trap_save_in(e);
	if (rcr3() != pgdir)
		lcr3(pgdir);
	if (last && last != e && last->env_status == ENV_RUNNING)
		env_set_status(last, ENV_RUNNABLE);
	env_pop_tf(&e->env_tf);
	/* END EXERCISE 3.5 */
}
