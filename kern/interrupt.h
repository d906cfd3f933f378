/* SPDX-License-Identifier: MIT */
/*
 * interrupt.h - interrupts of devices and of other processors. They come only while a program runs,
 * or while the processor has nothing to run (kern/sched.c): the kernel itself runs with them off.
 */
#ifndef EXOLAB_KERN_INTERRUPT_H
#define EXOLAB_KERN_INTERRUPT_H

#include <inc/types.h>

/* The vectors, after those of the exceptions. */
#define INT_TIMER 32	/* the time slice is over */
#define INT_WAKE 33	/* from another processor: look again at what there is to do */
#define INT_FLUSH 34	/* from another processor: empty the TLB (kern/shootdown.h) */
#define INT_SPURIOUS 47 /* not one, says the interrupt controller (the low four bits are ones) */

/* Is this the vector of an interrupt, and not of an exception or of a system call? */
static inline bool
is_interrupt(uint32_t vector)
{
	return vector >= INT_TIMER && vector <= INT_SPURIOUS;
}

/*
 * Answers the interrupt and tells its controller so. Called on the kernel stack, without locks.
 * Returns whether to look for another environment to run: the time slice is over, or another
 * processor says that there is something to do.
 */
bool interrupt(uint32_t vector);

#endif
