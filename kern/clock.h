/* SPDX-License-Identifier: MIT */
/*
 * clock.h - time, counted in slices (ki_slices), and waiting for it.
 */
#ifndef EXOLAB_KERN_CLOCK_H
#define EXOLAB_KERN_CLOCK_H

#include <kern/env.h>

/* The count begins. After timer_init(). */
void clock_start(void);

/* e ends: it waits no longer. With sched_lock held. */
void clock_release(struct Env *e);

#endif
