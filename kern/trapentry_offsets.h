/* SPDX-License-Identifier: MIT */
/*
 * trapentry_offsets.h - offsets into struct Trapframe for assembler; kern/trap.c asserts each.
 */
#ifndef EXOLAB_KERN_TRAPENTRY_OFFSETS_H
#define EXOLAB_KERN_TRAPENTRY_OFFSETS_H

#define TF_EBX 16
#define TF_EAX 28
#define TF_ES 32
#define TF_DS 36
#define TF_EIP 48
#define TF_CS 52
#define TF_EFLAGS 56
#define TF_ESP 60

/* The same for struct Env, whose start is the Trapframe. */
#define ENV_KSTACK 68

/* LAB 4 */
/* The same for struct Cpu, and for struct Spinlock. */
#define CPU_HELD 8
#define SL_SERVED 4
/* The error code of an interrupt after which the program is to get a protection fault. */
#define INTERRUPT_IN_VM86 1
/* END LAB 4 */

#endif
