/* SPDX-License-Identifier: MIT */
/*
 * upcallentry.S - where the kernel sends an exception of this program, and the way back from it, on
 * which the kernel is not needed.
 *
 * The exception stack as the kernel leaves it, from esp up: a struct UTrapframe (inc/trap.h).
 *
 *	 0 utf_fault_va		12 utf_regs		48 utf_eflags
 *	 4 utf_err		44 utf_eip		52 utf_esp
 *	 8 utf_trapno
 */
#include <inc/exercise.h>

/* clang-format off */
#define EXERCISE_MISSING(lab, number, name)	\
	pushl	$9f;				\
	call	exercise_missing;		\
9:	EXERCISE_ASCII(lab, number, name)
/* clang-format on */

/*
 * Exercise 4.9 (6 points): there and back, without the kernel.
 *
 * Call upcall_dispatch() (lib/upcall.c) with the address of the UTrapframe. When it returns, go on
 * with the state in it, which it may have changed. The last instruction has to load both eip and
 * esp, and no register may be left in use by then: so store utf_eip in the word below where utf_esp
 * points, and utf_esp less 4 in utf_esp; then restore the registers, the flags (after the last
 * instruction that changes them), the stack pointer, and ret. That word is free: the kernel left it
 * so where both frames are on the exception stack.
 */
	.text
	.globl	upcall_entry
	.type	upcall_entry, @function
upcall_entry:
	/* EXERCISE 4.9 upcall_entry */
	pushl	%esp
	call	upcall_dispatch
	addl	$4, %esp

	movl	52(%esp), %eax
	movl	44(%esp), %ecx
	subl	$4, %eax
	movl	%ecx, (%eax)
	movl	%eax, 52(%esp)
	addl	$12, %esp
	popal
	addl	$4, %esp
	popfl
	popl	%esp
	ret
	/* END EXERCISE 4.9 */
	.size	upcall_entry, . - upcall_entry

	.section .note.GNU-stack, "", @progbits
