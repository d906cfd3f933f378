/* SPDX-License-Identifier: MIT */
/*
 * apstart.h - finding the other processors, and starting them.
 */
#ifndef EXOLAB_KERN_APSTART_H
#define EXOLAB_KERN_APSTART_H

/*
 * Finds the processors and their interrupt controllers (ACPI's MADT, or else the MP table), and
 * sets up this processor's local APIC, if it has one.
 */
void smp_find(void);

/*
 * Starts each of the others, up to NCPU, and reports how many there are now. They go through their
 * own setup, and then wait in join() for the caller to give back sched_lock, which it must hold.
 */
void smp_start(__noreturn void (*join)(void));

#endif
