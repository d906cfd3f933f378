/* SPDX-License-Identifier: MIT */
/*
 * shootdown.c - has other processors forget translations (shootdown.h).
 *
 * Why none is missed: who unmaps writes the entry, then reads cpu_env of each processor, with a
 * fence in between. Who starts to use an address space writes its cpu_env, then loads CR3, which
 * waits for that write. So either the first sees the second's cpu_env, or the second sees the
 * first's entry.
 */
#include <inc/assert.h>
#include <inc/x86.h>
#include <kern/dev/lapic.h>
#include <kern/interrupt.h>
#include <kern/shootdown.h>
#include <kern/smp.h>
#include <kern/spinlock.h>

/* Which of the other processors run in pgdir? As bits. */
static uint32_t
users_of(const pde_t *pgdir)
{
	uint32_t users = 0;

	store_load_fence();
	for (int cpu = 0; cpu < ncpus; cpu++) {
		const struct Env *e = *(struct Env *volatile *)&cpu_of(cpu)->cpu_env;

		if (e && e->env_pgdir == pgdir)
			users |= 1u << cpu;
	}
	return users & ~(1u << cpunum());
}

void
tlb_shootdown(pde_t *pgdir)
{
	uint32_t users = users_of(pgdir);

	if (users == 0)
		return;
	assert(this_cpu()->cpu_held & LOCK_MEMORY);
	for (int cpu = 0; cpu < ncpus; cpu++) {
		if (!(users & 1u << cpu))
			continue;
		cpu_of(cpu)->cpu_flush = true;
		lapic_send(cpu_of(cpu)->cpu_apic_id, INT_FLUSH);
	}
	for (int cpu = 0; cpu < ncpus; cpu++) {
		while ((users & 1u << cpu) && cpu_of(cpu)->cpu_flush)
			cpu_pause();
	}
}

void
shootdown_answer(void)
{
	if (!this_cpu()->cpu_flush)
		return;
	lcr3(rcr3());
	this_cpu()->cpu_flush = false;
}

void
wait_for_lock(void)
{
	shootdown_answer();
	cpu_pause();
}
