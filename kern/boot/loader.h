/* SPDX-License-Identifier: MIT */
/*
 * loader.h - what the files of the second stage offer each other. Layers, lowest first:
 * bioscall.S, message.c, disk.c and memory.c and kernel.c, main.c.
 */
#ifndef EXOLAB_KERN_BOOT_LOADER_H
#define EXOLAB_KERN_BOOT_LOADER_H

#include <inc/types.h>
#include <kern/boot/bootinfo.h>
#include <kern/boot/layout.h>

/* bioscall.S */

/* Registers before and after a BIOS call, in the order in which pusha stores them. */
struct BiosRegs {
	uint32_t edi;
	uint32_t esi;
	uint32_t ebp;
	uint32_t unused_esp;
	uint32_t ebx;
	uint32_t edx;
	uint32_t ecx;
	uint32_t eax;
	uint32_t eflags; /* after the call */
};
static_assert(offsetof(struct BiosRegs, eflags) == 32, "bioscall.S stores eflags there");

/* Does "int $vector" in real mode. Pointers in *regs must be below 64 KiB. */
void bios_call(int vector, struct BiosRegs *regs);

/* message.c */

/* One piece of a message: a text, or a number if text is null. */
void say(const char *text);
void say_number(uint32_t number);

/* Says "boot: ", the text and a newline, and ends the machine. */
void die(const char *text) __noreturn;
/* The same in two steps, for a message with numbers: say() in between. */
void die_begin(void);
void die_end(void) __noreturn;
/* Dies because the memory is too small for what has to go there. */
void die_memory(void) __noreturn;

/* disk.c */

/* Which disk the BIOS booted from; call first. Dies if the disk is shorter than its partitions. */
void disk_init(uint32_t drive);
/* Finds the partition that holds the archive. Dies if there is none. */
void disk_find_archive(uint32_t *first_sector, uint32_t *sectors);
/*
 * Reads at most BOUNCE_SECTORS sectors to where the BIOS can, and returns where they lie until
 * something else is read. Dies if the BIOS cannot.
 */
const void *disk_look(uint32_t first_sector, uint32_t sectors);
/* Reads sectors to physical address pa. Dies if the BIOS cannot. */
void disk_read(uint32_t first_sector, uint32_t sectors, physaddr_t pa);

/* memory.c */

/* Fills in bi_nranges and bi_ranges. Dies if the BIOS gives no map of the memory. */
void memory_map(struct BootInfo *info);
/*
 * The highest page-aligned address at which size bytes of usable memory lie between lo and hi, or
 * 0.
 */
physaddr_t memory_place(const struct BootInfo *info, uint32_t size, physaddr_t lo, physaddr_t hi);
/* Where the usable memory that pa lies in ends (at most 4 GiB - 1), or pa if it is not usable. */
physaddr_t memory_usable_end(const struct BootInfo *info, physaddr_t pa);

/* archive.c */

/*
 * Reads what this boot needs of the program archive to the highest place that the kernel can map,
 * and fills in bi_archive_* and bi_cmdline. Dies if the archive is damaged, or there is no room for
 * it.
 */
void archive_load(struct BootInfo *info);

/* kernel.c */

/*
 * Loads the kernel out of the archive described in *info and sets bi_kernel_end. Returns its entry
 * point. Dies if there is no kernel, or it is damaged, or it does not fit.
 */
uint32_t kernel_load(struct BootInfo *info);

/* start.S */
void enter_kernel(uint32_t entry, uint32_t magic, const struct BootInfo *info) __noreturn;

#endif
