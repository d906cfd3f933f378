/* SPDX-License-Identifier: MIT */
/*
 * start.S - the first instructions of the second stage: from real mode to 32-bit protected mode,
 * and from there to C. The boot sector jumps here in real mode, with all segments 0 and the number
 * of the disk in dl.
 */
#include <inc/mmu.h>
#include <kern/boot/layout.h>

	.section .text.start, "ax"
	.code16
	.globl	loader_start
loader_start:
	pushw	%dx			/* the BIOS call below may change it */

	/*
	 * Address line 20: off, it makes addresses wrap around at 1 MiB as on the 8086. Ask the
	 * BIOS to switch it on; loader_main() looks whether that helped.
	 */
	movw	$0x2401, %ax
	int	$0x15

	popw	%dx
	movzbl	%dl, %edx

	/*
	 * Exercise 1.2 (6 points): enter protected mode (SDM 3A, 10.9.1).
	 *
	 * Switch interrupts off: the BIOS's handlers are real-mode code. Load the GDT register from
	 * gdt_desc. Set CR0_PE in cr0 and leave its other bits alone. Then jump to protected_mode
	 * with an ljmp that loads cs with SEL_CODE32; until then the processor still decodes 16-bit
	 * instructions. At protected_mode, 32-bit code: load ds, es, ss, fs and gs with
	 * SEL_DATA32, set esp to STACK_TOP. Do not change edx on the way: it holds the number of
	 * the disk.
	 */
	/* EXERCISE 1.2 protected_mode */
	cli
	lgdtl	gdt_desc
	movl	%cr0, %eax
	orl	$CR0_PE, %eax
	movl	%eax, %cr0
	ljmpl	$SEL_CODE32, $protected_mode

	.code32
protected_mode:
	movl	$SEL_DATA32, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	movl	%eax, %fs
	movl	%eax, %gs
	movl	$STACK_TOP, %esp
	/* END EXERCISE 1.2 */

	.code32
	movl	%edx, %ebx

	/* What C expects: bss is zero, the direction flag clear, the chain of frames ends here. */
	cld
	movl	$loader_bss, %edi
	movl	$loader_end, %ecx
	subl	%edi, %ecx
	xorl	%eax, %eax
	rep stosb
	xorl	%ebp, %ebp

	pushl	%ebx
	call	loader_main		/* does not return */

/*
 * void enter_kernel(uint32_t entry, uint32_t magic, uint32_t bootinfo)
 *
 * Leaves the loader for ever, in the state that bootinfo.h describes.
 */
	.globl	enter_kernel
enter_kernel:
	movl	4(%esp), %ecx
	movl	8(%esp), %eax
	movl	12(%esp), %ebx
	jmp	*%ecx

	.section .rodata
	.balign	8
gdt:
	.long	0, 0
	.long	SEG_LOW(0, 0xFFFFF), SEG_HIGH(STA_X | STA_R, 0, 0xFFFFF, 0)	/* SEL_CODE32 */
	.long	SEG_LOW(0, 0xFFFFF), SEG_HIGH(STA_W, 0, 0xFFFFF, 0)		/* SEL_DATA32 */
	/*
	 * Without SEG_HIGH's bits "counts pages" and "32-bit": what real mode finds in its
	 * segments.
	 */
	.long	0x0000FFFF, 0x00009A00						/* SEL_CODE16 */
	.long	0x0000FFFF, 0x00009200						/* SEL_DATA16 */
gdt_end:

	.globl	gdt_desc
gdt_desc:
	.word	gdt_end - gdt - 1
	.long	gdt

	.section .note.GNU-stack, "", @progbits
