/* SPDX-License-Identifier: MIT */
/*
 * apentry.S - the first instructions of each processor but the first: what the boot loader and
 * entry.S did for that one. A startup interrupt has it begin in real mode at AP_START (SDM 3A,
 * 8.4.3), where kern/apstart.c has put a copy of what lies from ap_start to ap_start_end.
 */
#include <inc/memlayout.h>
#include <kern/apentry.h>

/* The address of a label within the copy. */
#define COPIED(label) (AP_START + (label) - ap_start)

	/* Data for the kernel: it only copies it. */
	.section .rodata
	.globl	ap_start, ap_start_end

	.code16
ap_start:
	cli
	cld
	xorw	%ax, %ax
	movw	%ax, %ds
	lgdtl	COPIED(ap_gdt_pointer)
	movl	%cr0, %eax
	orl	$CR0_PE, %eax
	movl	%eax, %cr0
	ljmpl	$GD_KT, $COPIED(ap_protected)

	.code32
ap_protected:
	movw	$GD_KD, %ax
	movw	%ax, %ds
	movw	%ax, %es
	movw	%ax, %ss
	/* The tables of entry.S still map this page at its own address, and the kernel. */
	movl	$(entry_pgdir - KERNBASE), %eax
	movl	%eax, %cr3
	movl	%cr0, %eax
	andl	$~(CR0_CD | CR0_NW), %eax
	orl	$(CR0_PG | CR0_WP), %eax
	movl	%eax, %cr0
	movl	$ap_high, %eax
	jmp	*%eax

	.balign	4
ap_gdt:
	.long	0, 0
	.long	SEG_LOW(0, 0xFFFFF), SEG_HIGH(STA_X | STA_R, 0, 0xFFFFF, 0)
	.long	SEG_LOW(0, 0xFFFFF), SEG_HIGH(STA_W, 0, 0xFFFFF, 0)
ap_gdt_pointer:
	.word	ap_gdt_pointer - ap_gdt - 1
	.long	COPIED(ap_gdt)
ap_start_end:

	/* From here on in the kernel itself. Only kern_pgdir has the stack. */
	.text
	.type	ap_high, @function
ap_high:
	movl	ap_cr4, %eax
	movl	%eax, %cr4
	movl	ap_cr3, %eax
	movl	%eax, %cr3
	movl	ap_esp, %esp
	xorl	%ebp, %ebp		/* the chain of frames ends here */
	call	ap_main			/* does not return */

	.section .bss, "aw", @nobits
	.balign	4
	.globl	ap_cr3, ap_cr4, ap_esp
ap_cr3:	.space	4
ap_cr4:	.space	4
ap_esp:	.space	4

	.section .note.GNU-stack, "", @progbits
