/* SPDX-License-Identifier: MIT */
/*
 * sysentry.S - the programs' side of the system-call gate: one stub for each line of the table in
 * inc/syscall.h, which also says what the gate expects in which register. In assembler because
 * the null call has a budget in instructions (grade/README.md), at every optimisation level.
 *
 * Both ways make a frame, so that a backtrace from inside the kernel finds the caller:
 *
 *	int:		args | return | ebp <- ebp | ebx edi esi as needed <- esp
 *	sysenter:	args | return | ebx edi as needed, esi | return again | ebp <- ebp and esp
 *
 * The kernel gives back every register but eax after int; after sysenter not ecx, edx and esi. C
 * lets a function change ecx and edx; ebx, esi, edi and ebp it wants back.
 */
#include <inc/syscall.h>
#include <inc/trap.h>

/* Loads n arguments from the stack; the first one is first bytes above ebp. */
	.macro	LOAD_ARGUMENTS n, first
	.if	\n > 0
	movl	\first(%ebp), %edx
	.endif
	.if	\n > 1
	movl	\first + 4(%ebp), %ecx
	.endif
	.if	\n > 2
	movl	\first + 8(%ebp), %ebx
	.endif
	.if	\n > 3
	movl	\first + 12(%ebp), %edi
	.endif
	.if	\n > 4
	movl	\first + 16(%ebp), %esi
	.endif
	.endm

/* Saves (op push) or restores (op pop) a register that C wants back, if a call of n uses it. */
	.macro	KEEP op, reg, n, uses
	.if	\n >= \uses
	\op	\reg
	.endif
	.endm

	.macro	BY_INT number, n
	pushl	%ebp
	movl	%esp, %ebp
	KEEP	pushl, %ebx, \n, 3
	KEEP	pushl, %edi, \n, 4
	KEEP	pushl, %esi, \n, 5
	movl	$\number, %eax
	LOAD_ARGUMENTS \n, 8
	int	$T_SYSCALL
	KEEP	popl, %esi, \n, 5
	KEEP	popl, %edi, \n, 4
	KEEP	popl, %ebx, \n, 3
	popl	%ebp
	ret
	.endm

/* Two words more in the frame (esi, the copy of the return address) and what KEEP saves. */
	.macro	BY_SYSENTER number, n
	KEEP	pushl, %ebx, \n, 3
	KEEP	pushl, %edi, \n, 4
	pushl	%esi
	.if	\n < 3
	pushl	4(%esp)
	.elseif	\n == 3
	pushl	8(%esp)
	.else
	pushl	12(%esp)
	.endif
	pushl	%ebp
	movl	%esp, %ebp
	movl	$\number, %eax
	movl	$.Lback_\@, %esi
	.if	\n < 3
	LOAD_ARGUMENTS \n, 16
	.elseif	\n == 3
	LOAD_ARGUMENTS \n, 20
	.else
	LOAD_ARGUMENTS \n, 24
	.endif
	sysenter
.Lback_\@:
	popl	%ebp
	popl	%ecx	/* the copy of the return address */
	popl	%esi
	KEEP	popl, %edi, \n, 4
	KEEP	popl, %ebx, \n, 3
	ret
	.endm

/* The numbers count up as in the enum of inc/syscall.h: both follow the order of the table. */
	.set	next_number, 0

	/* LAB 4 */
	/*
	 * exofork returns twice, the second time in an environment whose stack its parent has yet
	 * to give it: what lies below the caller's frame may be overwritten by then. So the
	 * return address waits in a register, of which each of the two has its own.
	 */
	.macro	TWICE number
	popl	%edx
	movl	$\number, %eax
	int	$T_SYSCALL
	jmp	*%edx
	.endm
	/* END LAB 4 */

	.macro	STUB name, n
	.globl	sys_\name
	.type	sys_\name, @function
sys_\name:
	/* LAB 4 */
	.ifc	\name, exofork
	TWICE	next_number
	.endif
	/* END LAB 4 */
	.if	\n <= 4
	cmpb	$0, syscall_fast
	je	.Lint_\name
	BY_SYSENTER next_number, \n
	.endif
.Lint_\name:
	BY_INT	next_number, \n
	.size	sys_\name, . - sys_\name
	.set	next_number, next_number + 1
	.endm

#define STUB0(name) STUB name, 0;
#define STUB1(name, ...) STUB name, 1;
#define STUB2(name, ...) STUB name, 2;
#define STUB3(name, ...) STUB name, 3;
#define STUB4(name, ...) STUB name, 4;
#define STUB5(name, ...) STUB name, 5;

	.text
SYSCALLS(STUB0, STUB1, STUB2, STUB3, STUB4, STUB5)

	.section .note.GNU-stack, "", @progbits
