/* SPDX-License-Identifier: MIT */
/*
 * threadswitch.S - from one thread of a program to another. To the kernel nothing happens.
 *
 * The stack of a thread that does not run, from esp up:
 *
 *	 0 edi		 8 ebx		16 where it goes on
 *	 4 esi		12 ebp
 *
 * That is all: C expects of a function that these four registers and esp are as before, and nothing
 * of the others (System V ABI, Intel386 supplement, chapter 3).
 */

	.text
/* void thread_switch(uintptr_t *save, uintptr_t load): see lib/thread.h. */
	.globl	thread_switch
	.type	thread_switch, @function
thread_switch:
	movl	4(%esp), %eax
	movl	8(%esp), %edx
	pushl	%ebp
	pushl	%ebx
	pushl	%esi
	pushl	%edi
	movl	%esp, (%eax)
	movl	%edx, %esp
	popl	%edi
	popl	%esi
	popl	%ebx
	popl	%ebp
	ret
	.size	thread_switch, . - thread_switch

	.section .note.GNU-stack, "", @progbits
