/* SPDX-License-Identifier: MIT */
/*
 * bioscall.S - calls the BIOS from 32-bit C. The BIOS is real-mode code, so each call goes down to
 * real mode and up again (SDM 3A, 10.9.2 and 10.9.1).
 */
#include <inc/mmu.h>
#include <kern/boot/layout.h>

/*
 * void bios_call(int vector, struct BiosRegs *regs)
 *
 * Does what "int $vector" does in real mode, with the registers taken from *regs, and stores there
 * what the registers are afterwards. All segments are 0: the BIOS sees the first 64 KiB, in which
 * the loader and its stack lie, under the addresses that C uses.
 * Interrupts are on while the BIOS works, and off again at the return.
 */
	.code32
	.text
	.globl	bios_call
bios_call:
	pushl	%ebp
	pushl	%ebx
	pushl	%esi
	pushl	%edi
	movl	20(%esp), %eax		/* vector: its far pointer is at 4 * vector */
	movl	(, %eax, 4), %eax
	movl	%eax, bios_handler
	movl	24(%esp), %eax
	movl	%eax, regs_address
	movl	%esp, saved_esp

	/* To 16-bit segments, which real mode goes on using, then out of protected mode. */
	lidtl	real_idt_desc
	ljmpl	$SEL_CODE16, $1f
	.code16
1:	movw	$SEL_DATA16, %ax
	movw	%ax, %ds
	movw	%ax, %es
	movw	%ax, %ss
	movw	%ax, %fs
	movw	%ax, %gs
	movl	%cr0, %eax
	andl	$~CR0_PE, %eax
	movl	%eax, %cr0
	ljmp	$0, $2f
2:	xorw	%ax, %ax
	movw	%ax, %ds
	movw	%ax, %es
	movw	%ax, %ss
	movw	%ax, %fs
	movw	%ax, %gs

	/* The order of struct BiosRegs: edi esi ebp (esp) ebx edx ecx eax eflags. */
	movw	regs_address, %sp
	popal
	movl	saved_esp, %esp
	sti
	pushfw				/* what int pushes: flags, then cs and ip ... */
	cli
	lcallw	*%cs:bios_handler	/* ... and the handler's iret pops all three */
	cli
	pushfl				/* before an instruction changes the flags it returned */
	popl	%cs:saved_flags
	movw	%cs:regs_address, %sp
	addw	$32, %sp
	pushal
	movl	%cs:saved_flags, %eax
	movw	%cs:regs_address, %bx
	movl	%eax, %cs:32(%bx)

	/* Back up. */
	xorw	%ax, %ax
	movw	%ax, %ds
	lgdtl	gdt_desc
	movl	%cr0, %eax
	orl	$CR0_PE, %eax
	movl	%eax, %cr0
	ljmpl	$SEL_CODE32, $3f
	.code32
3:	movl	$SEL_DATA32, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	movl	%eax, %fs
	movl	%eax, %gs
	movl	saved_esp, %esp
	cld
	popl	%edi
	popl	%esi
	popl	%ebx
	popl	%ebp
	ret

	.section .rodata
real_idt_desc:				/* real mode's vectors: 256 of 4 bytes, at 0 */
	.word	0x3FF
	.long	0

	.bss
	.balign	4
bios_handler:	.space	4
regs_address:	.space	4
saved_esp:	.space	4
saved_flags:	.space	4

	.section .note.GNU-stack, "", @progbits
