/* SPDX-License-Identifier: MIT */
/*
 * fpu.h - the registers of the floating-point unit (x87, MMX, SSE), one set for each environment.
 *
 * They are kept lazily: an environment that does not use them costs nothing. CR0.TS makes the first
 * use after a switch trap (T_DEVICE), and fpu_use() then loads the environment's values. While
 * cpu_fpu of a processor names an environment, its values are in that processor's registers; they
 * are written back when it stops running there, so that it can go on anywhere. What is written back
 * lies in the kernel, where no program can read it.
 */
#ifndef EXOLAB_KERN_FPU_H
#define EXOLAB_KERN_FPU_H

#include <kern/percpu.h>

/*
 * Finds out what this processor has, and makes the first use trap. Once on each processor, after
 * cpu_init(); on any stack. With `nofpu` on the command line there is no FPU.
 */
void fpu_init(void);

/*
 * curenv has raised T_DEVICE: gives it its registers. Returns false if there is no FPU, and the
 * exception is one like any other.
 */
bool fpu_use(void);

/* The registers hold values of e: writes them back, and takes the registers from it. */
void fpu_write_back(struct Env *e);

/*
 * e is to run here now, or nobody if it is null: the values of another one are written back, and
 * the next program's first use traps. Before sched_lock is given back, that the other one can go
 * on elsewhere.
 */
static inline void
fpu_switch_to(const struct Env *e)
{
	struct Env *last = this_cpu()->cpu_fpu;

	if (last && last != e)
		fpu_write_back(last);
}

/*
 * e is made anew: its registers are as after FNINIT, and all others zero. Or as those of parent,
 * which is curenv.
 */
void fpu_reset(const struct Env *e);
void fpu_copy(const struct Env *e, struct Env *parent);

#endif
