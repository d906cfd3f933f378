/* SPDX-License-Identifier: MIT */
/*
 * entry.S - the kernel's first instructions. The boot loader enters at _start in the state that
 * kern/boot/bootinfo.h describes: paging is off, and the kernel, linked to run above KERNBASE,
 * lies in physical memory from BOOT_KERNEL_START. So until paging is on, every address of a
 * symbol has to be turned into a physical one by hand: RELOC(x).
 */
#include <inc/memlayout.h>
#include <kern/boot/bootinfo.h>
#include <kern/dev/power.h>
#include <kern/dev/uart.h>

#define RELOC(x) ((x) - KERNBASE)

#define ENTRY_TABLES (BOOT_MAPPED / PTSIZE)

/* Here an exercise that is not written yet has no stack, no paging and no C: COM1 it is. */
#include <inc/exercise.h>
#define EXERCISE_MISSING(lab, number, name)	\
	movl	$RELOC(9f), %esi;		\
1:	movw	$(COM1 + LSR), %dx;		\
2:	inb	%dx, %al;			\
	testb	$LSR_THRE, %al;			\
	jz	2b;				\
	lodsb;					\
	testb	%al, %al;			\
	jz	3f;				\
	movw	$(COM1 + THR), %dx;		\
	outb	%al, %dx;			\
	jmp	1b;				\
3:	UART_DRAIN;				\
	movb	$END_PANIC, %al;		\
	outb	%al, $QEMU_EXIT_PORT;		\
	movw	$QEMU_POWER_PORT, %dx;		\
	movw	$QEMU_POWER_OFF, %ax;		\
	outw	%ax, %dx;			\
4:	hlt;					\
	jmp	4b;				\
9:	EXERCISE_ASCII(lab, number, name)

	.section .text.start, "ax"
	.globl	_start
_start = RELOC(entry)

	.globl	entry
entry:
	cmpl	$BOOT_MAGIC, %eax
	jne	not_our_loader
	movl	$RELOC(bootstack + KSTKSIZE - KSTACKRESERVED), %esp

	/*
	 * Exercise 1.5 (6 points): turn paging on.
	 *
	 * Map physical memory from 0 to BOOT_MAPPED twice: at the same addresses, because the next
	 * instructions run there, and at KERNBASE, where the kernel wants to run. Both mappings can
	 * share their page tables. entry_pgtables are ENTRY_TABLES page tables, one after the
	 * other; fill in all their entries (present, writeable). entry_pgdir is the page
	 * directory, zero so far; point its first ENTRY_TABLES entries, and as many from
	 * PDX(KERNBASE) on, at the tables (RELOC: the processor wants physical addresses). Put
	 * its address in cr3. Then set CR0_PG and CR0_WP in cr0, and jump to high, above
	 * KERNBASE: an indirect jump, since a direct one is relative. Do not change ebx: it holds
	 * the address of the BootInfo.
	 */
	/* EXERCISE 1.5 paging_on */
	cld
	movl	$RELOC(entry_pgtables), %edi
	movl	$(PTE_P | PTE_W), %eax
	movl	$(ENTRY_TABLES * NPTENTRIES), %ecx
1:	stosl
	addl	$PGSIZE, %eax
	loop	1b

	movl	$(RELOC(entry_pgtables) + PTE_P + PTE_W), %eax
	movl	$RELOC(entry_pgdir), %edi
	movl	$ENTRY_TABLES, %ecx
2:	movl	%eax, (%edi)
	movl	%eax, PDX(KERNBASE) * 4(%edi)
	addl	$4, %edi
	addl	$PGSIZE, %eax
	loop	2b

	movl	$RELOC(entry_pgdir), %eax
	movl	%eax, %cr3
	movl	%cr0, %eax
	orl	$(CR0_PG | CR0_WP), %eax
	movl	%eax, %cr0
	movl	$high, %eax
	jmp	*%eax
	/* END EXERCISE 1.5 */

high:
	movl	$(bootstack + KSTKSIZE - KSTACKRESERVED), %esp
	xorl	%ebp, %ebp		/* the chain of frames ends here */
	addl	$KERNBASE, %ebx
	pushl	%ebx
	call	i386_init		/* does not return */

/* Whoever entered here is not our loader, and nothing is known about the machine. */
not_our_loader:
	cli
1:	hlt
	jmp	1b

	.section .bss.page, "aw", @nobits
	.balign	PGSIZE
	.globl	entry_pgdir
entry_pgdir:
	.space	PGSIZE
entry_pgtables:
	.space	ENTRY_TABLES * PGSIZE

	.section .note.GNU-stack, "", @progbits
