/* SPDX-License-Identifier: MIT */
/*
 * sched.h - which environment runs next.
 */
#ifndef EXOLAB_KERN_SCHED_H
#define EXOLAB_KERN_SCHED_H

#include <inc/types.h>

/* What to do when no environment can run; must not return. Set at boot. */
extern __noreturn void (*sched_idle)(void);

/* Runs the environment that has waited longest; curenv again if no other can run. */
void sched_yield(void) __noreturn;

#endif
