/* SPDX-License-Identifier: MIT */
/*
 * bootinfo.h - what the boot loader hands to the kernel. Usable from C and from assembler.
 *
 * The state of the machine when the loader jumps to the kernel's e_entry (a physical address):
 *
 *	eax	BOOT_MAGIC
 *	ebx	physical address of a struct BootInfo
 *	cs      a flat 4 GiB code segment; ds, es, ss, fs, gs a flat 4 GiB data segment
 *	cr0     protected mode on, paging off; interrupts off, direction flag clear, A20 open
 *	esp     undefined
 *
 * The structure and the GDT lie in the loader's memory, below BOOT_LOW_END. The kernel copies what
 * it wants to keep, and loads a GDT of its own, before it gives that memory to anyone else.
 */
#ifndef EXOLAB_KERN_BOOT_BOOTINFO_H
#define EXOLAB_KERN_BOOT_BOOTINFO_H

#define BOOT_MAGIC 0x4F4F4258 /* "XBOO" */

#define BOOT_LOW_END 0x10000	      /* the loader, its data and its stack lie below */
#define BOOT_KERNEL_START 0x100000    /* the kernel lies in physical memory from here ... */
#define BOOT_KERNEL_LIMIT 0x400000    /* ... to at most here, line table and bss included */
#define BOOT_ROOM 0x100000	      /* behind the kernel is at least so much free memory */
#define BOOT_MAPPED 0x800000	      /* kern/entry.S maps this much, at 0 and at KERNBASE */
#define BOOT_ARCHIVE_LIMIT 0x10000000 /* the archive ends at most here: the kernel can map it */

#define BOOT_MAX_RANGES 64

#ifndef __ASSEMBLER__
#include <inc/kerninfo.h>
#include <inc/types.h>

/* mr_type: the BIOS's numbers (ACPI specification 6.4, table 15-4); others may occur. */
enum {
	MR_USABLE = 1,
	MR_RESERVED = 2,
	MR_ACPI_TABLES = 3, /* free once the tables have been read */
	MR_ACPI_NVS = 4,
	MR_BAD = 5
};

struct MemRange {
	uint64_t mr_base;
	uint64_t mr_size;
	uint32_t mr_type;
	uint32_t mr_pad;
};
static_assert(sizeof(struct MemRange) == 24, "the BIOS fills in entries of 24 bytes");

struct BootInfo {
	uint32_t bi_magic; /* BOOT_MAGIC */
	uint32_t bi_size;  /* of this structure */
	/*
	 * The program archive (inc/tar.h), with those programs only that the command line names:
	 * one page-aligned piece of usable memory.
	 */
	physaddr_t bi_archive_pa;
	uint32_t bi_archive_size;
	/*
	 * The end of the kernel's last segment, rounded up to a page. It starts at
	 * BOOT_KERNEL_START.
	 */
	physaddr_t bi_kernel_end;
	/* The archive's member "cmdline": the kernel wants it before it can reach the archive. */
	char bi_cmdline[CMDLINE_MAX];
	uint32_t bi_nranges;
	/*
	 * The memory map of the BIOS, cleaned by the loader: sorted by mr_base, no empty ranges, no
	 * overlaps (where the BIOS reported two types for a byte, the one that is not usable
	 * holds), neighbours of one type merged. Bases and sizes need not be multiples of a page.
	 * What no range covers is not memory.
	 */
	struct MemRange bi_ranges[BOOT_MAX_RANGES];
};
#endif

#endif
