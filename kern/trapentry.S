/* SPDX-License-Identifier: MIT */
/*
 * trapentry.S - from an exception to C.
 *
 * Coming from user mode, the stack pointer that the processor loads (TSS, gdt.c) is the end of the
 * current environment's env_tf: what is pushed builds the Trapframe right where it is kept. Then
 * the code moves to the kernel stack. Coming from the kernel itself, the frame lies on the stack
 * in use.
 *
 *	               from user mode             from the kernel
 *	 high	+----------------------+	+----------------------+
 *		| ss                   |	| (stack of the        |
 *		| esp                  |	|  interrupted code)   |
 *		| eflags               |	| eflags               |
 *		| cs                   |	| cs                   |
 *		| eip                  |	| eip                  |  pushed by the processor
 *		| error code           |	| error code           |  by it, or 0 by the stub
 *		| vector               |	| vector               |  by the stub
 *		| ds, es               |	| ds, es               |
 *	 low	| eax ... edi          |	| eax ... edi          |  by pushal
 *		+----------------------+	+----------------------+  = struct Trapframe
 *
 * The offsets are pinned by static asserts in kern/trap.c.
 */
#include <inc/memlayout.h>
#include <inc/trap.h>
#include <kern/exercise_asm.h>
#include <kern/trapentry_offsets.h>

/*
 * A stub for an exception: with an error code of the processor's (code=1), or with 0 in its place.
 * What came from virtual-8086 mode goes elsewhere: see from_vm86.
 */
.macro stub name, vector, code=0
	.type \name, @function
\name:
	testl $FL_VM, 8 + 4 * \code(%esp)
	.if \code
	jnz from_vm86_with_code
	.else
	jnz from_vm86
	pushl $0
	.endif
	pushl $\vector
	jmp alltraps
.endm

.section .rodata
.balign 4
.globl exception_stubs
exception_stubs:
	.long divide_stub, debug_stub, nmi_stub, brkpt_stub
	.long oflow_stub, bound_stub, illop_stub, device_stub
	.long 0 /* a double fault is a task (idt.c) */
	.long 0
	.long tss_stub, segnp_stub, stack_stub, gpflt_stub
	.long pgflt_stub, 0, fperr_stub, align_stub
	.long mchk_stub, simderr_stub
	.fill NEXCEPTIONS - T_SIMDERR - 1, 4, 0

.text

stub divide_stub, T_DIVIDE
stub debug_stub, T_DEBUG
stub nmi_stub, T_NMI
stub brkpt_stub, T_BRKPT
stub oflow_stub, T_OFLOW
stub bound_stub, T_BOUND
stub illop_stub, T_ILLOP
stub device_stub, T_DEVICE
stub tss_stub, T_TSS, 1
stub segnp_stub, T_SEGNP, 1
stub stack_stub, T_STACK, 1
stub gpflt_stub, T_GPFLT, 1
stub pgflt_stub, T_PGFLT, 1
stub fperr_stub, T_FPERR
stub align_stub, T_ALIGN, 1
stub mchk_stub, T_MCHK
stub simderr_stub, T_SIMDERR

/*
 * No program can be in virtual-8086 mode: its iret does not set FL_VM (SDM 2A, IRET). But QEMU's
 * iret does (seen in 7.2), and from that mode the processor pushes four segments more, so that
 * nothing is where a Trapframe has it. esp points to eip, cs, eflags, esp, ss, es, ds, fs, gs. This
 * makes of it the frame of a program's protection fault; the program does not survive that.
 */
.type from_vm86_with_code, @function
from_vm86_with_code:
	addl $4, %esp
.type from_vm86, @function
from_vm86:
	pushl 12(%esp)
	popl 28(%esp)	/* esp and eip, to where they lie without the four segments */
	pushl (%esp)
	popl 16(%esp)
	addl $16, %esp
	movl $(GD_UT | 3), 4(%esp)
	movl $(FL_ALWAYS1 | FL_IF), 8(%esp)
	movl $(GD_UD | 3), 16(%esp)
	pushl $0
	pushl $T_GPFLT
	jmp alltraps

/* LAB 4 */
/*
 * The stubs of interrupts, and their table from INT_TIMER to INT_SPURIOUS (kern/interrupt.h).
 */
.macro interrupt_stub vector
	.type interrupt_\vector, @function
interrupt_\vector:
	testl $FL_VM, 8(%esp)
	jnz 1f
	pushl $0
	pushl $\vector
	jmp alltraps
1:	pushl $\vector
	jmp interrupt_from_vm86
	.section .rodata
	.long interrupt_\vector
	.text
.endm

.section .rodata
.balign 4
.globl interrupt_stubs
interrupt_stubs:
.text
.irp vector, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47
interrupt_stub \vector
.endr

/*
 * As from_vm86, but the interrupt has to be answered before the program is ended: the error code
 * asks trap() for the latter. esp points to the vector, and behind it to what from_vm86 finds.
 */
.type interrupt_from_vm86, @function
interrupt_from_vm86:
	pushl 16(%esp)
	popl 32(%esp)	/* esp and eip, to where they lie without the four segments */
	pushl 4(%esp)
	popl 20(%esp)
	popl 8(%esp)	/* the vector */
	addl $8, %esp
	movl $INTERRUPT_IN_VM86, 4(%esp)
	movl $(GD_UT | 3), 12(%esp)
	movl $(FL_ALWAYS1 | FL_IF), 16(%esp)
	movl $(GD_UD | 3), 24(%esp)
	jmp alltraps
/* END LAB 4 */

/*
 * Exercise 3.7 (7 points): the trap entry.
 *
 * A stub has pushed the error code and the vector. Finish the Trapframe with ds, es and the general
 * registers; load GD_KD into ds and es; clear the direction flag, which C relies on. If the trap
 * came from user mode (the low two bits of tf_cs are not 0), move to the environment's kernel stack
 * (the frame is the start of a struct Env: ENV_KSTACK is where) and clear ebp, so that a
 * backtrace ends here. Call trap() with the frame's address. When it returns, undo everything and
 * iret.
 */
.type alltraps, @function
alltraps:
	/* EXERCISE 3.7 alltraps */
	pushl %ds
	pushl %es
	pushal
	cld
	movl $GD_KD, %eax
	movw %ax, %ds
	movw %ax, %es
	/* ebx keeps the address: the argument is for trap() to change. */
	movl %esp, %ebx
	testb $3, TF_CS(%esp)
	jz 1f
	movl ENV_KSTACK(%esp), %esp
	xorl %ebp, %ebp
1:	pushl %ebx
	call trap
	movl %ebx, %esp
	popal
	popl %es
	popl %ds
	addl $8, %esp
	iret
	/* END EXERCISE 3.7 */

.section .note.GNU-stack, "", @progbits
