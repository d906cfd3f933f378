/* SPDX-License-Identifier: MIT */
/*
 * trapentry.h - the entry points of exceptions, in kern/trapentry.S.
 */
#ifndef EXOLAB_KERN_TRAPENTRY_H
#define EXOLAB_KERN_TRAPENTRY_H

#include <inc/trap.h>

/* The stubs of vectors 0 to 31, in order; null where the processor has no such exception. */
extern void (*const exception_stubs[NEXCEPTIONS])(void);

/* LAB 4 */
/* Those of the vectors from INT_TIMER to INT_SPURIOUS (kern/interrupt.h). */
extern void (*const interrupt_stubs[])(void);
/* END LAB 4 */

#endif
