/* SPDX-License-Identifier: MIT */
/*
 * consinput.h - waiting for console input.
 */
#ifndef EXOLAB_KERN_CONSINPUT_H
#define EXOLAB_KERN_CONSINPUT_H

#include <kern/env.h>

/* If anybody waits for input: wakes those for whom there is some. With no lock held. */
bool consinput_look(void);

/* e ends: it waits no longer, and nobody waits for its end any more. With sched_lock held. */
void consinput_release(struct Env *e);

#endif
