/* SPDX-License-Identifier: MIT */
/*
 * runq.h - the queue of environments that could run: exactly those whose status is ENV_RUNNABLE.
 */
#ifndef EXOLAB_KERN_RUNQ_H
#define EXOLAB_KERN_RUNQ_H

#include <inc/env.h>

/* All in constant time. */
void runq_append(struct Env *e);
void runq_remove(struct Env *e);
/* The environment that has waited longest, or null. It stays on the queue. */
struct Env *runq_first(void);

#endif
