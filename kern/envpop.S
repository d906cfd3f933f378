/* SPDX-License-Identifier: MIT */
/*
 * envpop.S - from the kernel into a program: the reverse of kern/trapentry.S.
 */
#include <inc/mmu.h>
#include <kern/trapentry_offsets.h>
/* LAB 4 */
#include <inc/memlayout.h>
#include <kern/spinlock.h>
/* END LAB 4 */

.text

/* void env_pop_tf(struct Trapframe *tf) */
.globl env_pop_tf
.type env_pop_tf, @function
env_pop_tf:
	/* LAB 4 */
	/* Of all locks the caller holds sched_lock, and it is given back: as unlock() does. */
	movl %esp, %eax
	orl $(KSTACKSLOT - 1), %eax
	cmpl $LOCK_SCHED, 1 - KSTACKRESERVED + CPU_HELD(%eax)
	jne wrong_locks
	movl $0, 1 - KSTACKRESERVED + CPU_HELD(%eax)
	incl spinlocks + SL_SERVED
	/* END LAB 4 */
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

/* LAB 4 */
.type wrong_locks, @function
wrong_locks:
	call panic_lock_left
/* END LAB 4 */

.section .note.GNU-stack, "", @progbits
