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
#define INT_FLUSH 34	/* from another processor: empty the TLB (kern/shootdown.h) */
#define INT_WAKE 35	/* from another processor: look again at what there is to do */
#define INT_SPURIOUS 47 /* not one, says the interrupt controller (the low four bits are ones) */

/* LAB 5 */
/*
 * The lines on which a PC's devices interrupt. Line n has vector INT_TIMER + n, whichever
 * controller carries it; those of the lines 2 and 3, INT_FLUSH and INT_WAKE, are not used so.
 */
#define LINE_KEYBOARD 1
#define LINE_SERIAL 4
#define LINE_DISK 14
#define NLINES 16

/*
 * Lets a line interrupt processor 0, which calls handler, without locks; it says whether to look
 * for another environment to run. Needs smp_find().
 */
void interrupt_enable(int line, bool (*handler)(void));

/* Processor 0 calls handler at the end of each of its slices, without locks. For two handlers. */
void interrupt_each_slice(void (*handler)(void));
/* END LAB 5 */

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
