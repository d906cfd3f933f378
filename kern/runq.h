/* SPDX-License-Identifier: MIT */
/*
 * runq.h - the queue of environments that could run: exactly those whose status is ENV_RUNNABLE.
 */
#ifndef EXOLAB_KERN_RUNQ_H
#define EXOLAB_KERN_RUNQ_H

#include <kern/envlist.h>

extern struct EnvLink runq;

/* The environment that has waited longest, or null. It stays on the queue. */
static inline struct Env *
runq_first(void)
{
	return envlist_first(&runq);
}

#endif
