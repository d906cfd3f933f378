/* SPDX-License-Identifier: MIT */
/*
 * percpu.h - what each processor has to itself, and how code finds out on which one it runs.
 */
#ifndef EXOLAB_KERN_PERCPU_H
#define EXOLAB_KERN_PERCPU_H

#include <inc/env.h>
#include <inc/x86.h>

#define NCPU 8

/* Only the processor itself touches its entry, unless a field says otherwise. */
struct Cpu {
	struct Env *cpu_env; /* whose program runs here, or trapped last; null if it is gone */
	struct Taskstate *cpu_task; /* its ts_esp0 is where the next entry saves (kern/gdt.c) */
	/* LAB 4 */
	uint32_t cpu_held;	 /* LOCK_* of the locks that it holds (kern/spinlock.h) */
	struct Env *cpu_fpu;	 /* whose values its FPU holds, or null (kern/fpu.c) */
	volatile bool cpu_flush; /* another processor waits for it to empty its TLB */
	bool cpu_started;	 /* it takes part: set once, before it runs programs */
	/* By this number its local APIC knows it. */
	uint8_t cpu_apic_id;
	/* END LAB 4 */
};

static_assert(sizeof(struct Cpu) <= KSTACKRESERVED, "it lies in the reserved top of a stack");

static_assert((KSTACKSLOT & (KSTACKSLOT - 1)) == 0 && KSTACKTOP % KSTACKSLOT == 0,
	      "this_cpu() finds the end of a slot by setting bits");

/* Where the kernel stack of processor cpu begins, growing down. */
static inline uintptr_t
kstack_top(int cpu)
{
	return KSTACKTOP - (uint32_t)cpu * KSTACKSLOT - KSTACKRESERVED;
}

/* What belongs to processor cpu: it lies right above its stack. */
static inline struct Cpu *
cpu_of(int cpu)
{
	return (struct Cpu *)kstack_top(cpu);
}

/*
 * What belongs to this processor, found through the stack that it runs on. Not on the boot stack,
 * before init.c has left it, nor on the stacks of gdt.c.
 */
static __always_inline struct Cpu *
this_cpu(void)
{
	/* Not read_esp(): here the compiler may use one answer again and again. */
	uintptr_t on_stack = (uintptr_t)__builtin_frame_address(0);

	return (struct Cpu *)((on_stack | (KSTACKSLOT - 1)) + 1 - KSTACKRESERVED);
}

/* The number of this processor, 0 to NCPU - 1. The same holds. */
static inline int
cpunum(void)
{
	return (int)((KSTACKTOP - 1 - read_esp()) / KSTACKSLOT);
}

/* The environment that this processor runs, or that trapped into the kernel last; or null. */
#define curenv (this_cpu()->cpu_env)

#endif
