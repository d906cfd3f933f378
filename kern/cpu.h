/* SPDX-License-Identifier: MIT */
/*
 * cpu.h - what this processor can do, found out once at boot.
 */
#ifndef EXOLAB_KERN_CPU_H
#define EXOLAB_KERN_CPU_H

#include <inc/types.h>

/* KI_* of inc/kerninfo.h. Zero on a processor without CPUID (a 486). */
extern uint32_t cpu_features;
/* LAB 4 */
/* Whether it has FXSAVE, and SSE. Programs can use them where fpu_init() says KI_FPU and KI_SSE. */
extern bool cpu_fxsave, cpu_sse;
/* END LAB 4 */

/*
 * Finds out, and sets what the kernel wants of any processor: faults where they are errors, also
 * for floating-point instructions, as long as their registers are not kept for each environment.
 */
void cpu_init(void);

#endif
