/* SPDX-License-Identifier: MIT */
/*
 * gdt.h - segments and the task state: where the processor's stack is when it enters the kernel.
 */
#ifndef EXOLAB_KERN_GDT_H
#define EXOLAB_KERN_GDT_H

#include <kern/percpu.h>

#define GD_TSS_DF (GD_TSS0 + 8 * NCPU) /* the task of a double fault */

/* Loads this processor's segments and task register. */
void gdt_init(void);

/*
 * The next entry from user mode saves the program's state in e->env_tf: the processor and
 * kern/trapentry.S push it there directly, so that nothing is copied. It goes on with this
 * processor's kernel stack, which the entry code finds in e->env_kstack.
 */
static inline void
trap_save_in(struct Env *e)
{
	struct Cpu *cpu = this_cpu();

	e->env_kstack = (uintptr_t)cpu; /* right below it the stack begins */
	cpu->cpu_task->ts_esp0 = (uint32_t)(&e->env_tf + 1);
}

/* Where sysenter finds the address that trap_save_in() set, with some room for a stack below it. */
const void *sysenter_stack(void);

/* Whose program entered by sysenter, if an exception found its frame at on_entry_stack there. */
struct Env *sysenter_caller(const void *on_entry_stack);

/*
 * The registers at the instruction that raised a double fault, which runs as a task of its own
 * because the kernel's stack may be what failed.
 */
const struct Taskstate *double_fault_origin(void);

/* The task that takes a double fault starts at entry, on a stack of its own. */
void double_fault_init(void (*entry)(void));

#endif
