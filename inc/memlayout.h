/* SPDX-License-Identifier: MIT */
/*
 * memlayout.h - the address space of every environment, and what programs can see of the kernel.
 */
#ifndef EXOLAB_INC_MEMLAYOUT_H
#define EXOLAB_INC_MEMLAYOUT_H

#include <inc/mmu.h>

/* Segment selectors. The order is the one sysenter and sysexit demand (SDM 2B, SYSENTER). */
#define GD_KT 0x08   /* kernel text */
#define GD_KD 0x10   /* kernel data */
#define GD_UT 0x18   /* user text */
#define GD_UD 0x20   /* user data */
#define GD_TSS0 0x28 /* the task-state segment of CPU 0; the other CPUs' follow */

/* clang-format off */
/*
 * Virtual memory. The right columns: what the kernel / what a program may do there.
 *
 *  4 GiB ------------->  +------------------------------+
 *                        |  physical memory 0..256 MiB  | RW/--
 *  KERNBASE  0xf0000000  +------------------------------+
 *  = KSTACKTOP           |  kernel stack of CPU 0       | RW/--  KSTKSIZE
 *                        | - - - - - - - - - - - - - - -|
 *                        |  guard: never mapped         | --/--  KSTKGAP
 *                        |  ... next CPU's stack, guard |
 *  MMIOLIM   0xefc00000  +------------------------------+
 *                        |  device registers            | RW/--  PTSIZE
 *  ULIM,     0xef800000  +------------------------------+
 *  MMIOBASE              |  page tables, self-mapped    | R-/R-  PTSIZE
 *  UVPT      0xef400000  +------------------------------+
 *                        |  struct PageInfo pages[]     | R-/R-  PTSIZE
 *  UPAGES    0xef000000  +------------------------------+
 *                        |  struct KernInfo             | R-/R-  one page
 *  UINFO     0xeefff000  +------------------------------+
 *                        |  struct Env envs[]           | R-/R-  PTSIZE less that page
 *  UTOP,     0xeec00000  +------------------------------+
 *  UENVS, UXSTACKTOP     |  exception stack             | RW/RW  one page, if the program maps it
 *            0xeebff000  +------------------------------+
 *                        |  guard: not mapped           | --/--  one page
 *  USTACKTOP 0xeebfe000  +------------------------------+
 *                        |  user stack                  | RW/RW  one page at first
 *            0xeebfd000  +------------------------------+
 *                        .  free for the program        .
 *  UTEXT     0x00800000  +------------------------------+  program text, data, bss; heap above
 *                        |  temporary mappings          | RW/RW  PTSIZE
 *  UTEMP     0x00400000  +------------------------------+
 *                        .  free for the program        .
 *  ULINES    0x00200000  +------------------------------+  the program's line table (inc/lines.h)
 *                        |  never mapped                |
 *  0 ----------------->  +------------------------------+
 */
/* clang-format on */

/* LAB 5 */
/* struct Binding bindings[], read-only, lies in the second half of what UENVS names. */
#define UBINDINGS (UENVS + PTSIZE / 2)
/* END LAB 5 */

/*
 * The kernel maps all physical memory it uses here; a physical address + KERNBASE is its address.
 */
#define KERNBASE 0xF0000000
/* At most this much memory fits between KERNBASE and 4 GiB. */
#define MAXPHYSMEM 0x10000000

#define IOPHYSMEM 0x0A0000 /* the hole for video memory and BIOS ROMs below 1 MiB */
#define EXTPHYSMEM 0x100000

#define KSTACKTOP KERNBASE
#define KSTKSIZE (8 * PGSIZE)
#define KSTKGAP (8 * PGSIZE)
#define KSTACKSLOT (KSTKSIZE + KSTKGAP) /* a stack and its guard: one below the other */
#define KSTACKRESERVED 64		/* bytes above a stack for what belongs to its CPU */

#define MMIOLIM (KSTACKTOP - PTSIZE)
#define MMIOBASE (MMIOLIM - PTSIZE)
#define ULIM (MMIOBASE)

#define UVPT (ULIM - PTSIZE)
#define UPAGES (UVPT - PTSIZE)
#define UENVS (UPAGES - PTSIZE)
#define UINFO (UPAGES - PGSIZE)

#define UTOP UENVS
#define UXSTACKTOP UTOP
#define USTACKTOP (UTOP - 2 * PGSIZE)

#define UTEXT (2 * PTSIZE)
#define UTEMP ((void *)PTSIZE)
#define PFTEMP (UTEMP + PTSIZE - PGSIZE)
#define ULINES (PTSIZE / 2)

#ifndef __ASSEMBLER__

/*
 * Page tables as arrays. The directory maps itself at UVPT, so that the entry of page number n is
 * uvpt[n] and the directory is uvpd[]; both are read-only, in the kernel and in programs.
 */
extern volatile pte_t uvpt[];
extern volatile pde_t uvpd[];

/*
 * What the kernel knows of one page frame; pages[] is indexed by frame number, and programs read
 * it at UPAGES. Invariants:
 *   1. a frame is on the free list if and only if pp_link is not null;
 *   2. a frame on the free list has pp_ref == 0;
 *   3. pp_ref counts the page-table entries of all address spaces that map the frame, plus one
 *      for each use by the kernel (a page directory, a page table);
 *   4. a reserved frame (BIOS, kernel, holes) has pp_ref == 1 from boot on, and never loses it.
 */
struct PageInfo {
	struct PageInfo *pp_link; /* next on the circular free list */
	struct PageInfo *pp_prev; /* previous on it */
	uint16_t pp_ref;
	uint16_t pp_flags; /* PP_* */
	/*
	 * To whom it was handed out last: an environment's id, 0 for the kernel itself. 16 bytes in
	 * all, so that a frame's number is a shift away from its address.
	 */
	int32_t pp_owner;
};
static_assert(sizeof(struct PageInfo) == 16, "page2pa() relies on a power of two");

#define PP_RESERVED 0x1 /* not memory that can be handed out */

#endif
#endif
