/* SPDX-License-Identifier: MIT */
/*
 * trap.h - trap numbers and the saved state of an interrupted program.
 */
#ifndef EXOLAB_INC_TRAP_H
#define EXOLAB_INC_TRAP_H

/* Exceptions of the processor (SDM 3A, table 6-1). */
#define T_DIVIDE 0
#define T_DEBUG 1
#define T_NMI 2
#define T_BRKPT 3
#define T_OFLOW 4
#define T_BOUND 5
#define T_ILLOP 6
#define T_DEVICE 7
#define T_DBLFLT 8
#define T_TSS 10
#define T_SEGNP 11
#define T_STACK 12
#define T_GPFLT 13
#define T_PGFLT 14
#define T_FPERR 16
#define T_ALIGN 17
#define T_MCHK 18
#define T_SIMDERR 19

#define NEXCEPTIONS 32 /* the processor reserves vectors 0 to 31 */

#define IRQ_OFFSET 32 /* interrupts of devices follow the exceptions */

#define T_SYSCALL 0x30 /* the system call gate */
#define T_DEFAULT 500  /* not a vector: the largest tf_trapno, for the unexpected */

#ifndef __ASSEMBLER__
#include <inc/types.h>

/* The general registers in the order in which pusha leaves them in memory. */
struct PushRegs {
	uint32_t reg_edi;
	uint32_t reg_esi;
	uint32_t reg_ebp;
	uint32_t reg_oesp; /* pushed by pusha, ignored by popa */
	uint32_t reg_ebx;
	uint32_t reg_edx;
	uint32_t reg_ecx;
	uint32_t reg_eax;
};

/* All that is kept of a program while it does not run. fs and gs are not: they become null. */
struct Trapframe {
	/* Pushed by kern/trapentry.S. */
	struct PushRegs tf_regs;
	uint16_t tf_es;
	uint16_t tf_padding1;
	uint16_t tf_ds;
	uint16_t tf_padding2;
	uint32_t tf_trapno;
	/*
	 * Pushed by the processor; the error code by the entry stub where the processor has none.
	 */
	uint32_t tf_err;
	uintptr_t tf_eip;
	uint16_t tf_cs;
	uint16_t tf_padding3;
	uint32_t tf_eflags;
	/* Pushed by the processor only when the trap came from user mode. */
	uintptr_t tf_esp;
	uint16_t tf_ss;
	uint16_t tf_padding4;
};
static_assert(sizeof(struct Trapframe) == 68, "kern/trapentry.S pushes 17 words");

/* LAB 4 */
/*
 * What the kernel leaves on the exception stack for a program's upcall: the exception, and the
 * state to go on with. lib/upcallentry.S restores it without the kernel's help.
 */
struct UTrapframe {
	uintptr_t utf_fault_va; /* of a page fault: the address; else 0 */
	uint32_t utf_err;	/* the processor's error code, or 0 */
	uint32_t utf_trapno;	/* T_* */
	struct PushRegs utf_regs;
	uintptr_t utf_eip;
	uint32_t utf_eflags;
	uintptr_t utf_esp;
};
static_assert(sizeof(struct UTrapframe) == 56, "lib/upcallentry.S");

/* The exceptions that can have an upcall have numbers below this. */
#define NUPCALLS 20
/* END LAB 4 */
#endif

#endif
