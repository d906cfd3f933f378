/* SPDX-License-Identifier: MIT */
/*
 * disk.h - requests at the disk (inc/disk.h).
 */
#ifndef EXOLAB_KERN_DISK_H
#define EXOLAB_KERN_DISK_H

#include <kern/env.h>

/* Looks for the disk. Returns how many sectors it has, 0 if there is none. */
uint32_t disk_init(void);

/* Its interrupts are answered from here on. After timer_init(), before the first request. */
void disk_start(void);

/*
 * e ends: what it has requested does not begin any more; what is going on keeps its frames until it
 * is done. With sched_lock and memory_lock held.
 */
void disk_release(struct Env *e);

#endif
