/* SPDX-License-Identifier: MIT */
/*
 * usercopyasm.S - a copy of which every instruction may fault: nothing is on the stack but the two
 * registers that C wants back, so it can be left from anywhere.
 */
.text

.globl usercopy
.type usercopy, @function
usercopy:
	pushl %esi
	pushl %edi
	movl 12(%esp), %edi
	movl 16(%esp), %esi
	movl 20(%esp), %edx
	movl %edx, %ecx
	shrl $2, %ecx
	rep movsl
	movl %edx, %ecx
	andl $3, %ecx
	rep movsb
	movl $1, %eax
1:	popl %edi
	popl %esi
	ret
.globl usercopy_failed
.type usercopy_failed, @function
usercopy_failed:
	xorl %eax, %eax
	jmp 1b

.section .note.GNU-stack, "", @progbits
