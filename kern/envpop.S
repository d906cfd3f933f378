/* SPDX-License-Identifier: MIT */
/*
 * envpop.S - from the kernel into a program: the reverse of kern/trapentry.S.
 */
#include <inc/mmu.h>
#include <kern/trapentry_offsets.h>

.text

/* void env_pop_tf(struct Trapframe *tf) */
.globl env_pop_tf
.type env_pop_tf, @function
env_pop_tf:
	movl 4(%esp), %esp
	andl $~FL_IOPL_MASK, TF_EFLAGS(%esp)
	xorl %eax, %eax
	movw %ax, %fs	/* not in a Trapframe: no program finds what another left there */
	movw %ax, %gs
	popal
	popl %es
	popl %ds
	addl $8, %esp	/* vector and error code */
	iret

.section .note.GNU-stack, "", @progbits
