/* SPDX-License-Identifier: MIT */
/*
 * mmu.h - what the i386 defines about memory: paging, segments, control registers and flags.
 * Usable from C and from assembler. Source: Intel SDM volume 3, chapters 2 to 4 and 7.
 */
#ifndef EXOLAB_INC_MMU_H
#define EXOLAB_INC_MMU_H

/*
 * Paging (SDM 3A, 4.3). A linear address:
 *
 *   31          22 21          12 11           0
 *  +--------------+--------------+--------------+
 *  |  directory   |    table     |    offset    |
 *  +--------------+--------------+--------------+
 *   \-- PDX(la) -/ \-- PTX(la) -/ \- PGOFF(la) -/
 *   \--------- PGNUM(la) -------/
 */
#define PTXSHIFT 12
#define PDXSHIFT 22
#define PGSHIFT 12
#define PTSHIFT 22

#define PGSIZE 4096	/* bytes mapped by one page-table entry */
#define PTSIZE 0x400000 /* bytes mapped by one page-directory entry */
#define NPDENTRIES 1024
#define NPTENTRIES 1024

/* An address as a number; assembler knows no types. */
#ifdef __ASSEMBLER__
#define LINEAR(la) (la)
#else
#define LINEAR(la) ((uint32_t)(la))
#endif

#define PDX(la) ((LINEAR(la) >> PDXSHIFT) & 0x3FF)
#define PTX(la) ((LINEAR(la) >> PTXSHIFT) & 0x3FF)
#define PGNUM(la) (LINEAR(la) >> PGSHIFT)
#define PGOFF(la) (LINEAR(la) & 0xFFF)
#define PGADDR(d, t, o) ((void *)((d) << PDXSHIFT | (t) << PTXSHIFT | (o)))

/* Bits of page-directory and page-table entries (SDM 3A, table 4-4 to 4-6). */
#define PTE_P 0x001	/* present */
#define PTE_W 0x002	/* writeable */
#define PTE_U 0x004	/* user */
#define PTE_PWT 0x008	/* write-through */
#define PTE_PCD 0x010	/* cache-disable */
#define PTE_A 0x020	/* accessed */
#define PTE_D 0x040	/* dirty */
#define PTE_PS 0x080	/* the directory entry maps 4 MiB itself */
#define PTE_G 0x100	/* global: survives a load of CR3 */
#define PTE_AVAIL 0xE00 /* free for software; programs may use all three */

/* What a program may ask for in the perm argument of a system call. */
#define PTE_SYSCALL (PTE_AVAIL | PTE_P | PTE_W | PTE_U)

#define PTE_ADDR(pte) ((physaddr_t)(pte) & ~0xFFFu)

/* Control registers (SDM 3A, 2.5). */
#define CR0_PE 0x00000001  /* protection enable */
#define CR0_MP 0x00000002  /* monitor coprocessor */
#define CR0_EM 0x00000004  /* emulation: no FPU */
#define CR0_TS 0x00000008  /* task switched */
#define CR0_NE 0x00000020  /* numeric error */
#define CR0_WP 0x00010000  /* write protect, also in ring 0 */
#define CR0_AM 0x00040000  /* alignment mask */
#define CR0_PG 0x80000000  /* paging */
#define CR4_PSE 0x00000010 /* page size extension: 4 MiB pages */
#define CR4_PGE 0x00000080 /* page global enable */
/* LAB 4 */
#define CR0_NW 0x20000000	  /* not write-through */
#define CR0_CD 0x40000000	  /* cache disable */
#define CR4_OSFXSR 0x00000200	  /* the kernel keeps the SSE registers: programs may use them */
#define CR4_OSXMMEXCPT 0x00000400 /* ... and takes their exceptions (T_SIMDERR) */
/* END LAB 4 */

/* EFLAGS (SDM 1, 3.4.3). */
#define FL_CF 0x00000001
#define FL_ALWAYS1 0x00000002
#define FL_PF 0x00000004
#define FL_AF 0x00000010
#define FL_ZF 0x00000040
#define FL_SF 0x00000080
#define FL_TF 0x00000100 /* trap: single step */
#define FL_IF 0x00000200 /* interrupts enabled */
#define FL_DF 0x00000400
#define FL_OF 0x00000800
#define FL_IOPL_MASK 0x00003000
#define FL_IOPL_0 0x00000000
#define FL_IOPL_3 0x00003000
#define FL_NT 0x00004000
#define FL_RF 0x00010000
#define FL_VM 0x00020000
#define FL_AC 0x00040000
#define FL_VIF 0x00080000
#define FL_VIP 0x00100000
#define FL_ID 0x00200000 /* can be changed: the CPU has CPUID */

/* Error code of a page fault (SDM 3A, 4.7). */
#define FEC_PR 0x1 /* a protection violation; clear: the page was not present */
#define FEC_WR 0x2 /* caused by a write */
#define FEC_U 0x4  /* happened in user mode */

/* Segment descriptors (SDM 3A, 3.4.5 and 3.5): application types and the system types in use. */
#define STA_X 0x8
#define STA_E 0x4
#define STA_C 0x4
#define STA_W 0x2
#define STA_R 0x2
#define STA_A 0x1
#define STS_T32A 0x9 /* available 32-bit TSS */
#define STS_IG32 0xE /* 32-bit interrupt gate: clears IF */
#define STS_TG32 0xF /* 32-bit trap gate */

/*
 * A code or data descriptor as two 32-bit words, for C and assembler alike: base, limit in pages
 * (page granularity), type and DPL; present, 32-bit.
 */
#define SEG_LOW(base, lim) (((lim)&0xFFFF) | (((base)&0xFFFF) << 16))
#define SEG_HIGH(type, base, lim, dpl)                                                             \
	((((base) >> 16) & 0xFF) | (((type) | 0x90 | ((dpl) << 5)) << 8) | ((lim)&0xF0000) |       \
	 0xC00000 | ((base)&0xFF000000))

#ifndef __ASSEMBLER__
#include <inc/types.h>

typedef uint32_t pte_t;
typedef uint32_t pde_t;

/* A segment or gate descriptor is kept as its two words: one way for all kinds. */
struct Descriptor {
	uint32_t d_low;
	uint32_t d_high;
};

/* The operand of lgdt and lidt. */
struct Pseudodesc {
	uint16_t pd_lim;
	uint32_t pd_base;
} __attribute__((packed));

/* The 32-bit task-state segment (SDM 3A, 7.2.1). */
struct Taskstate {
	uint32_t ts_link;
	uint32_t ts_esp0; /* the stack on entry to ring 0 */
	uint32_t ts_ss0;
	uint32_t ts_esp_ss_1_2[4];
	uint32_t ts_cr3;
	uint32_t ts_eip;
	uint32_t ts_eflags;
	uint32_t ts_eax;
	uint32_t ts_ecx;
	uint32_t ts_edx;
	uint32_t ts_ebx;
	uint32_t ts_esp;
	uint32_t ts_ebp;
	uint32_t ts_esi;
	uint32_t ts_edi;
	uint32_t ts_es;
	uint32_t ts_cs;
	uint32_t ts_ss;
	uint32_t ts_ds;
	uint32_t ts_fs;
	uint32_t ts_gs;
	uint32_t ts_ldt;
	uint16_t ts_t;
	uint16_t ts_iomb; /* at or beyond the segment's limit: no port is open to ring 3 */
};
static_assert(sizeof(struct Taskstate) == 104, "the processor fixes the size of a TSS");
#endif

#endif
