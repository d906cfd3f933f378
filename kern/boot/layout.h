/* SPDX-License-Identifier: MIT */
/*
 * layout.h - where things lie while the machine boots, and the few numbers that the assembler
 * files and the C files of the boot loader share.
 *
 *	0x00000  +--------------------------------+
 *	         |  BIOS: interrupt vectors, data |
 *	0x01000  +--------------------------------+
 *	         |  stack, growing down           |
 *	0x07000  +--------------------------------+  STACK_TOP
 *	         |  free                          |
 *	0x07c00  +--------------------------------+  BOOT_SECTOR
 *	         |  boot sector, partition table  |
 *	0x07e00  +--------------------------------+
 *	         |  free                          |
 *	0x08000  +--------------------------------+  LOADER_START
 *	         |  second stage: code, data, bss |  all reachable from real mode with segment 0
 *	0x10000  +--------------------------------+  BOUNCE, BOOT_LOW_END
 *	         |  disk reads land here first    |  BOUNCE_SECTORS
 *	0x20000  +--------------------------------+
 *	         .  free, then BIOS               .
 *	0x100000 +--------------------------------+  BOOT_KERNEL_START (kern/boot/bootinfo.h)
 *	         |  kernel                        |
 *	         +--------------------------------+
 *	         .  free                          .
 *	         +--------------------------------+  as high as possible, below BOOT_ARCHIVE_LIMIT
 *	         |  program archive               |
 *	         +--------------------------------+
 */
#ifndef EXOLAB_KERN_BOOT_LAYOUT_H
#define EXOLAB_KERN_BOOT_LAYOUT_H

/* Not in the boot sector's page: QEMU is slow to write to a page whose code it has translated. */
#define STACK_TOP 0x7000
#define BOOT_SECTOR 0x7C00
#define LOADER_START 0x8000
#define LOADER_MAX_SECTORS 64
#define BOUNCE 0x10000
#define BOUNCE_SECTORS 127 /* as many as every BIOS can read at once */

#define SECTOR_SIZE 512

/* The partition table in the boot sector: four entries. */
#define PART_TABLE (BOOT_SECTOR + 446)
#define PART_SIZE 16
#define PART_TABLE_END (PART_TABLE + 4 * PART_SIZE)
#define PART_FLAG 0   /* byte: PART_ACTIVE or 0 */
#define PART_TYPE 4   /* byte */
#define PART_LBA 8    /* 32 bits: first sector */
#define PART_COUNT 12 /* 32 bits: sectors */
#define PART_ACTIVE 0x80
#define PART_TYPE_RAW 0xDA /* "non-file-system data": what both of our partitions are */

/* Segment selectors of the loader's GDT (start.S). */
#define SEL_CODE32 0x08
#define SEL_DATA32 0x10
#define SEL_CODE16 0x18
#define SEL_DATA16 0x20

/*
 * In real mode, an exercise that is not written yet: as inc/exercise.h, but printed by the BIOS.
 */
#ifdef __ASSEMBLER__
#include <inc/exercise.h>
#include <kern/dev/power.h>
#include <kern/dev/uart.h>
/* clang-format off */
#define EXERCISE_MISSING(lab, number, name)					\
	movw	$7f, %si;							\
1:	lodsb;									\
	testb	%al, %al;							\
	jz	2f;								\
	movb	$0x0E, %ah;							\
	xorw	%bx, %bx;							\
	int	$0x10;								\
	movb	$0x01, %ah;							\
	xorw	%dx, %dx;							\
	int	$0x14;								\
	jmp	1b;								\
2:	UART_DRAIN;								\
	movb	$END_NOT_STARTED, %al;						\
	outb	%al, $QEMU_EXIT_PORT;						\
	movw	$QEMU_POWER_PORT, %dx;						\
	movw	$QEMU_POWER_OFF, %ax;						\
	outw	%ax, %dx;							\
3:	hlt;									\
	jmp	3b;								\
7:	EXERCISE_ASCII(lab, number, name)
/* clang-format on */
#endif

#endif
