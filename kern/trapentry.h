/* SPDX-License-Identifier: MIT */
/*
 * trapentry.h - the entry points of kern/trapentry.S, for the tables that name them.
 */
#ifndef EXOLAB_KERN_TRAPENTRY_H
#define EXOLAB_KERN_TRAPENTRY_H

#include <inc/trap.h>

/* The stubs of vectors 0 to 31, in order; null where the processor has no such exception. */
extern void (*const exception_stubs[NEXCEPTIONS])(void);

/* The system call gates: int $T_SYSCALL, and sysenter. */
void syscall_entry(void);
void sysenter_entry(void);

/*
 * Makes the system call whose registers are saved in *tf, the current environment's env_tf, and
 * returns to the program by iret.
 */
void syscall_restart(struct Trapframe *tf) __attribute__((noreturn));

#endif
