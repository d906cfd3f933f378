/* SPDX-License-Identifier: MIT */
/*
 * trapentry.S - from the processor's entry into the kernel to C.
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
#include <inc/exercise.h>
#include <inc/memlayout.h>
#include <inc/trap.h>
#include <kern/trapentry_offsets.h>

/*
 * A stub for an exception: with an error code of the processor's (code=1), or with 0 in its place.
 */
.macro stub name, vector, code=0
	.type \name, @function
\name:
	.if !\code
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

/* An exercise here that is not written yet: its message goes through the kernel's segments and stack. */
#define EXERCISE_MISSING(lab, number, name)	\
	movl $GD_KD, %eax;			\
	movw %ax, %ds;				\
	movw %ax, %es;				\
	movl $KSTACKTOP, %esp;			\
	pushl $9f;				\
	call exercise_missing;			\
9:	EXERCISE_ASCII(lab, number, name)

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
 * Exercise 3.7: the trap entry.
 *
 * A stub has pushed the error code and the vector. Finish the Trapframe with ds, es and the general
 * registers; load GD_KD into ds and es; clear the direction flag, which C relies on. If the trap
 * came from user mode (the low two bits of tf_cs are not 0), move to the stack at KSTACKTOP and
 * clear ebp, so that a backtrace ends here. Call trap() with the frame's address. When it returns,
 * undo everything and iret.
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
	movl %esp, %eax
	testb $3, TF_CS(%esp)
	jz 1f
	movl $KSTACKTOP, %esp
	xorl %ebp, %ebp
1:	pushl %eax
	call trap
	popl %esp
	popal
	popl %es
	popl %ds
	addl $8, %esp
	iret
	/* END EXERCISE 3.7 */

.text

/*
 * The system call gates. A call runs on the kernel stack with the caller's state already saved in
 * its env_tf, so it may leave for another environment at any point and never return here.
 *
 * CALL_HANDLER: with a finished frame at esp and the caller's registers still as they were, calls
 * the handler in syscall_table (kern/syscall.c). Leaves the result in eax and the frame's address in ebx.
 */
.macro CALL_HANDLER
	movl $GD_KD, %ebp
	movw %bp, %ds
	movw %bp, %es
	movl %esp, %ebp
	movl $KSTACKTOP, %esp
	cmpl syscall_count, %eax
	jae no_such_call
	pushl %esi
	pushl %edi
	pushl %ebx
	pushl %ecx
	pushl %edx
	movl %ebp, %ebx
	xorl %ebp, %ebp
	call *syscall_table(, %eax, 4)
.endm

/*
 * Exercise 3.9: the system call gate.
 *
 * At syscall_entry, build a Trapframe as for any other trap (error code 0, vector T_SYSCALL), and clear
 * the direction flag. CALL_HANDLER does the rest. At syscall_return, take the stack pointer back to
 * the frame (ebx), store the result (eax) where the program's eax is saved, restore the registers
 * and iret.
 */
.globl syscall_entry
.type syscall_entry, @function
syscall_entry:
	/* EXERCISE 3.9 syscall_entry */
	pushl $0
	pushl $T_SYSCALL
	pushl %ds
	pushl %es
	pushal
	cld
	/* END EXERCISE 3.9 */
syscall_framed:
	CALL_HANDLER
syscall_return:
	/* EXERCISE 3.9 syscall_return */
	movl %ebx, %esp
	movl %eax, TF_EAX(%esp)
	popal
	popl %es
	popl %ds
	addl $8, %esp
	iret
	/* END EXERCISE 3.9 */

.type no_such_call, @function
no_such_call:
	movl %ebp, %ebx
	movl syscall_unknown, %eax
	jmp syscall_return

/*
 * void syscall_restart(struct Trapframe *tf): makes the system call whose registers are saved in *tf,
 * and returns to the program by iret.
 */
.globl syscall_restart
.type syscall_restart, @function
syscall_restart:
	movl 4(%esp), %esp
	popal
	leal -32(%esp), %esp
	jmp syscall_framed

/*
 * Exercise 3.12: the fast gate.
 *
 * sysenter saves nothing: the program leaves the address to return to in esi and its stack pointer
 * in ebp. Build the same Trapframe that int would have, in the same place (ts_esp0, to which esp
 * points); the flags must be made harmless for the kernel (SDM 2B, SYSENTER says which are not
 * cleared). Then CALL_HANDLER, and return with sysexit, which wants eip in edx and esp in ecx.
 * The handler has preserved esi and edi; ebx, ebp, ds and es are yours to restore.
 */
.globl sysenter_entry
.type sysenter_entry, @function
sysenter_entry:
	/* EXERCISE 3.12 sysenter_entry */
	movl (%esp), %esp
	pushl $(GD_UD | 3)
	pushl %ebp
	pushfl
	pushl $(GD_UT | 3)
	pushl %esi
	pushl $0
	pushl $T_SYSCALL
	pushl %ds
	pushl %es
	pushal
	pushl $FL_ALWAYS1
	popfl
	CALL_HANDLER
	movl TF_EIP(%ebx), %edx
	movl TF_ESP(%ebx), %ecx
	movw TF_DS(%ebx), %ds
	movw TF_ES(%ebx), %es
	movl TF_EBX(%ebx), %ebx
	movl %ecx, %ebp
	sysexit
	/* END EXERCISE 3.12 */

.section .note.GNU-stack, "", @progbits
