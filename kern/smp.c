/* SPDX-License-Identifier: MIT */
/*
 * smp.c - waking the other processors, and stopping them in a panic.
 */
#include <inc/x86.h>
#include <kern/dev/lapic.h>
#include <kern/interrupt.h>
#include <kern/smp.h>

/* How often to look whether the others have stopped: a second or so. */
#define STOP_POLLS 10000000

int ncpus = 1;
uint32_t smp_sleeping;

/* By its local APIC's number, which it knows on any stack: the processor that panics. */
#define NOBODY UINT32_MAX
static volatile uint32_t stopper = NOBODY;

static uint32_t nstopped; /* how many processors have stopped for it */

void
smp_wake(int cpu)
{
	lapic_send(cpu_of(cpu)->cpu_apic_id, INT_WAKE);
}

void
smp_stop_if_told(void)
{
	if (stopper == NOBODY || stopper == lapic_id())
		return;
	fetch_and_add(&nstopped, 1);
	for (;;)
		hlt();
}

void
smp_stop_others(void)
{
	if (ncpus == 1)
		return;
	if (!__sync_bool_compare_and_swap(&stopper, NOBODY, lapic_id())) {
		smp_stop_if_told();
		return;
	}
	for (int cpu = 0; cpu < ncpus; cpu++) {
		if (cpu_of(cpu)->cpu_apic_id != stopper)
			lapic_send_nmi(cpu_of(cpu)->cpu_apic_id);
	}
	for (int n = 0; n < STOP_POLLS; n++) {
		if (fetch_and_add(&nstopped, 0) + 1 == (uint32_t)ncpus)
			break;
		cpu_pause();
	}
}
