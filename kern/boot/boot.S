/* SPDX-License-Identifier: MIT */
/*
 * boot.S - the boot sector. The BIOS loads it from sector 0 of the disk to 0x7C00 and jumps there
 * in real mode, with the number of the disk in dl. It finds the active partition in the partition
 * table, which is part of this sector, loads all of it to LOADER_START, and jumps there.
 *
 * Offsets 440 to 511 belong to the partition table, so there are 440 bytes for code and texts
 * (boot.ld refuses more). The code runs with all segments 0: an address is its own offset.
 */
#include <kern/boot/layout.h>

/* Shorter than layout.h's, for every byte counts here: the end of this file knows how to fail. */
#undef EXERCISE_MISSING
#define EXERCISE_MISSING(lab, number, name)	\
	movw	$7f, %si;			\
	jmp	fail;				\
7:	EXERCISE_ASCII(lab, number, name)
#include <kern/dev/power.h>
#include <kern/dev/uart.h>

	.code16
	.section .text.start, "ax"
	.globl	boot_start
boot_start:
	cli
	cld
	ljmp	$0, $1f			/* some BIOSes jump to 07C0:0000 */
1:	xorw	%ax, %ax
	movw	%ax, %ds
	movw	%ax, %es
	movw	%ax, %ss
	movw	$STACK_TOP, %sp
	sti

	/* Are there int 13h extensions, which read by sector number? (EDD 3.0, function 41h.) */
	movb	$0x41, %ah
	movw	$0x55AA, %bx
	int	$0x13
	movw	$msg_no_extensions, %si
	jc	fail
	cmpw	$0xAA55, %bx
	jne	fail
	testb	$1, %cl			/* subset 1: functions 42h to 44h and 48h */
	jz	fail

	/*
	 * Exercise 1.1 (4 points): load the second stage.
	 *
	 * Look through the four entries of the partition table at PART_TABLE, each PART_SIZE bytes
	 * long, for the one that is active (PART_ACTIVE in its byte PART_FLAG). If there is none,
	 * jump to fail with si = msg_no_active. Its first sector number and its length in sectors
	 * are the 32-bit words at PART_LBA and PART_COUNT. If the length is over
	 * LOADER_MAX_SECTORS, jump to fail with si = msg_too_large. Store both in packet, which
	 * already says to read to LOADER_START, and call the BIOS: function ah = 42h of int 13h,
	 * with the disk number in dl (still from the BIOS) and the address of packet in si. If it
	 * returns with the carry flag set, jump to fail with si = msg_read. Then jump to
	 * LOADER_START; dl must still be the disk.
	 */
	/* EXERCISE 1.1 boot_sector */
	movw	$PART_TABLE, %di
	movw	$msg_no_active, %si
1:	cmpb	$PART_ACTIVE, PART_FLAG(%di)
	je	2f
	addw	$PART_SIZE, %di
	cmpw	$PART_TABLE_END, %di
	jb	1b
	jmp	fail

2:	movw	$msg_too_large, %si
	movl	PART_COUNT(%di), %eax
	cmpl	$LOADER_MAX_SECTORS, %eax
	ja	fail
	movw	%ax, packet_count
	movl	PART_LBA(%di), %eax
	movl	%eax, packet_lba
	movb	$0x42, %ah
	movw	$packet, %si
	int	$0x13
	movw	$msg_read, %si
	jc	fail
	ljmp	$0, $LOADER_START
	/* END EXERCISE 1.1 */

/*
 * Prints the text at si, on the screen and on the first serial port, and ends the machine.
 */
fail:
	movw	$0x00E3, %ax		/* int 14h, 00h: port dx, 9600 baud, 8N1 */
	xorw	%dx, %dx
	int	$0x14
next_char:
	lodsb
	testb	%al, %al
	jz	end_machine
	movb	$0x0E, %ah		/* int 10h, 0Eh: print al on the screen, page bh */
	xorw	%bx, %bx
	int	$0x10
	movb	$0x01, %ah		/* int 14h, 01h: send al through serial port dx */
	xorw	%dx, %dx
	int	$0x14
	jmp	next_char

/* Ends the machine as machine_end() in kern/dev/power.c does, for there is no C here yet. */
end_machine:
	UART_DRAIN
	movb	$END_NOT_STARTED, %al
	outb	%al, $QEMU_EXIT_PORT
	movw	$QEMU_POWER_PORT, %dx
	movw	$QEMU_POWER_OFF, %ax
	outw	%ax, %dx
	movw	$BOCHS_POWER_PORT, %dx
	movw	$bochs_power_off, %si
	movw	$BOCHS_POWER_LEN, %cx
	rep outsb
	cli
1:	hlt
	jmp	1b

/* What to read, for function 42h of int 13h: the "disk address packet". */
	.balign	4
packet:
	.byte	16, 0			/* its length */
packet_count:
	.word	0			/* sectors */
	.word	LOADER_START, 0		/* offset and segment to read to */
packet_lba:
	.long	0, 0			/* the first sector */

bochs_power_off:	.ascii	BOCHS_POWER_TEXT
msg_no_extensions:	.asciz	"boot: the BIOS cannot read disks by sector number\r\n"
msg_no_active:		.asciz	"boot: no partition of this disk is active\r\n"
msg_too_large:		.asciz	"boot: the boot partition is too large\r\n"
msg_read:		.asciz	"boot: cannot read the boot partition\r\n"

	.section .note.GNU-stack, "", @progbits
