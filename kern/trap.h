/* SPDX-License-Identifier: MIT */
/*
 * trap.h - what happens after an exception.
 */
#ifndef EXOLAB_KERN_TRAP_H
#define EXOLAB_KERN_TRAP_H

#include <inc/trap.h>

/*
 * Called for a breakpoint or a single step, of the kernel or of a program; may change *tf or
 * destroy curenv, and returns for the rest to go on. Set at boot; null if nobody would answer,
 * and then they are exceptions like any other.
 */
extern void (*trap_debugger)(struct Trapframe *tf);

/*
 * Handles one exception; called by kern/trapentry.S with the saved state, on the kernel stack, with
 * interrupts off. Returns if the trap came from the kernel and the kernel can go on.
 */
void trap(struct Trapframe *tf);

/* Has double faults of the kernel reported. */
void trap_init(void);

#endif
