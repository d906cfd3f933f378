/* SPDX-License-Identifier: MIT */
/*
 * smp.h - the other processors: how many there are, waking them, and stopping them in a panic.
 */
#ifndef EXOLAB_KERN_SMP_H
#define EXOLAB_KERN_SMP_H

#include <kern/percpu.h>

/* Processors that take part, numbered from 0. 1 until smp_start() has run (kern/apstart.h). */
extern int ncpus;

/* Has processor cpu, another one, enter the kernel soon if it runs a program or sleeps. */
void smp_wake(int cpu);

/* Bit n: processor n sleeps, for want of something to run (kern/sched.c). Under sched_lock. */
extern uint32_t smp_sleeping;

/* There is something to run: wakes one of those that sleep. */
static inline void
smp_wake_sleeper(void)
{
	if (smp_sleeping) {
		int cpu = __builtin_ctz(smp_sleeping);

		smp_sleeping &= smp_sleeping - 1;
		/* LAB 5 */
		/* In an interrupt out of its sleep: it looks again by itself. */
		if (cpu == cpunum())
			return;
		/* END LAB 5 */
		smp_wake(cpu);
	}
}

/*
 * For a panic: returns when the other processors have stopped for good, or do not answer. Of
 * several processors that call it one returns; it may call it again. Can be called on any stack.
 */
void smp_stop_others(void);

/* An NMI came. If it was smp_stop_others() that sent it, the processor stops here. */
void smp_stop_if_told(void);

#endif
