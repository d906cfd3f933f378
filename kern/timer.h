/* SPDX-License-Identifier: MIT */
/*
 * timer.h - the end of a time slice: an interrupt on each processor, again and again.
 */
#ifndef EXOLAB_KERN_TIMER_H
#define EXOLAB_KERN_TIMER_H

#include <inc/types.h>

#define SLICE_NS 10000000 /* a time slice, unless the command line has slice=NANOSECONDS */
#define SLICE_MIN_NS 2000 /* less would leave no time for the programs */

/*
 * Finds out how fast the timer runs: that of the local APIC, measured against the PIT, or else the
 * PIT itself. Once, before timer_start().
 */
void timer_init(void);

/* LAB 5 */
/* How long a slice is, in nanoseconds. After timer_init(). */
uint32_t timer_slice_ns(void);

/* In how many slices so many seconds pass; at least 1. After timer_init(). */
uint32_t timer_slices(uint32_t seconds);
/* END LAB 5 */

/* Starts this processor's timer; interrupts come once they are on. */
void timer_start(void);

#endif
