/* SPDX-License-Identifier: MIT */
/*
 * kerninfo.h - what the kernel tells every program about the machine, in one read-only page at
 * UINFO. Exposed information: reading it costs no system call.
 */
#ifndef EXOLAB_INC_KERNINFO_H
#define EXOLAB_INC_KERNINFO_H

#include <inc/memlayout.h>

#define CMDLINE_MAX 1024 /* bytes of command line, with the final zero */

/* ki_features */
#define KI_SYSENTER 0x1 /* sysenter reaches the system calls */
#define KI_PSE 0x2	/* the kernel map uses 4 MiB pages */
#define KI_TSC 0x4	/* rdtsc works */
/* LAB 4 */
#define KI_APIC 0x8 /* each processor has a local APIC */
#define KI_FPU 0x10 /* floating-point instructions work */
#define KI_SSE 0x20 /* those of SSE, too */
/* END LAB 4 */

struct KernInfo {
	uint32_t ki_features;	      /* KI_* */
	uint32_t ki_nframes;	      /* entries of pages[] */
	uint32_t ki_nenvs;	      /* entries of envs[] */
	uint32_t ki_ncpus;	      /* processors in use */
	char ki_cmdline[CMDLINE_MAX]; /* as found on the disk */
	/* LAB 5 */

	uint32_t ki_disk_sectors; /* of the disk; 0: there is none */
	uint32_t ki_typed;    /* characters of console input since the start, read or not; wraps */
	uint32_t ki_slices;   /* ends of time slices of processor 0 since the start; wraps */
	uint32_t ki_slice_ns; /* how long a slice is, in nanoseconds */

	/* END LAB 5 */
};
static_assert(sizeof(struct KernInfo) <= PGSIZE, "KernInfo is one page at UINFO");

#endif
