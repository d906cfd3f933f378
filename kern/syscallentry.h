/* SPDX-License-Identifier: MIT */
/*
 * syscallentry.h - the system call gates of kern/syscallentry.S.
 */
#ifndef EXOLAB_KERN_SYSCALLENTRY_H
#define EXOLAB_KERN_SYSCALLENTRY_H

#include <inc/trap.h>

/* Where int $T_SYSCALL and sysenter enter the kernel. */
void syscall_entry(void);
void sysenter_entry(void);

/*
 * Makes the system call whose registers are saved in *tf, the current environment's env_tf, and
 * returns to the program by iret.
 */
void syscall_restart(struct Trapframe *tf) __attribute__((noreturn));

#endif
