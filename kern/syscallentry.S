/* SPDX-License-Identifier: MIT */
/*
 * syscallentry.S - the system call gates: int $T_SYSCALL and sysenter.
 *
 * Both build the Trapframe that kern/trapentry.S draws, in the current environment's env_tf. A call
 * then runs on the kernel stack with the caller's state already saved, so it may leave for another
 * environment at any point and never return here.
 */
#include <inc/memlayout.h>
#include <inc/trap.h>
#include <kern/exercise_asm.h>
#include <kern/trapentry_offsets.h>

.text

/*
 * CALL_HANDLER: with a finished frame at esp and the caller's registers still as they were, calls
 * the handler in syscall_table (kern/syscall.c). Leaves the result in eax and the frame's address
 * in ebx.
 */
.macro CALL_HANDLER
	movl $GD_KD, %ebp
	movw %bp, %ds
	movw %bp, %es
	movl %esp, %ebp
	movl ENV_KSTACK(%esp), %esp
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
	/* LAB 4 */
	/* The five words of arguments lie between the stack pointer and struct Cpu. */
	cmpl $0, 20 + CPU_HELD(%esp)
	jne lock_left
	/* END LAB 4 */
.endm

/*
 * Exercise 3.9 (9 points): the system call gate.
 *
 * At syscall_entry, build a Trapframe as for any other trap (error code 0, vector T_SYSCALL), and
 * clear the direction flag. CALL_HANDLER does the rest. At syscall_return, take the stack pointer
 * back to the frame (ebx), store the result (eax) where the program's eax is saved, restore the
 * registers and iret.
 */
.globl syscall_entry
.type syscall_entry, @function
syscall_entry:
	testl $FL_VM, 8(%esp)
	jnz syscall_from_vm86
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

/* An exception's stub finds the same on its stack, and knows what to do with it. */
.type syscall_from_vm86, @function
syscall_from_vm86:
	jmp *exception_stubs + 4 * T_ILLOP

.type no_such_call, @function
no_such_call:
	movl %ebp, %ebx
	andl $~FL_IOPL_MASK, TF_EFLAGS(%ebx)	/* as in kern/envpop.S */
	movl syscall_unknown, %eax
	jmp syscall_return

/* LAB 4 */
.type lock_left, @function
lock_left:
	call panic_lock_left
/* END LAB 4 */

/*
 * void syscall_restart(struct Trapframe *tf): makes the system call whose registers are saved in
 * *tf, and returns to the program by iret.
 */
.globl syscall_restart
.type syscall_restart, @function
syscall_restart:
	movl 4(%esp), %esp
	popal
	leal -32(%esp), %esp
	jmp syscall_framed

/*
 * Exercise 3.12 (10 points): the fast gate.
 *
 * sysenter saves nothing: the program leaves the address to return to in esi and its stack pointer
 * in ebp. Build the same Trapframe that int would have, in the same place (ts_esp0, to which esp
 * points). The program's flags are still there, but for FL_IF, which was set and which sysenter
 * has cleared; once they are saved, make them harmless for the kernel (SDM 2B, SYSENTER says which
 * are not cleared). Then CALL_HANDLER, and return with sysexit, which wants eip in edx and esp in
 * ecx. The handler has preserved esi and edi; ebx, ebp and FL_IF are yours to restore. sti takes
 * effect after the instruction that follows it. In ds and es the frame gets, and the program gets
 * back, the user data segment, whatever it had there: that way nothing that it had there can hurt.
 */
.globl sysenter_entry
.type sysenter_entry, @function
sysenter_entry:
	/* EXERCISE 3.12 sysenter_entry */
	movl (%esp), %esp
	pushl $(GD_UD | 3)
	pushl %ebp
	pushfl
	orl $FL_IF, (%esp)
	/* By way of the word that cs takes next: below the frame nothing is ours. */
	pushl $FL_ALWAYS1
	popfl
	pushl $(GD_UT | 3)
	pushl %esi
	pushl $0
	pushl $T_SYSCALL
	pushl $(GD_UD | 3)
	pushl $(GD_UD | 3)
	pushal
	CALL_HANDLER
	movl $(GD_UD | 3), %ecx
	movw %cx, %ds
	movw %cx, %es
	movl TF_EIP(%ebx), %edx
	movl TF_ESP(%ebx), %ecx
	movl TF_EBX(%ebx), %ebx
	movl %ecx, %ebp
	sti
	sysexit
	/* END EXERCISE 3.12 */

.section .note.GNU-stack, "", @progbits
