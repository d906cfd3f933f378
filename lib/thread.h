/* SPDX-License-Identifier: MIT */
/*
 * thread.h - what lib/thread.c and lib/threadswitch.S share.
 */
#ifndef EXOLAB_LIB_THREAD_H
#define EXOLAB_LIB_THREAD_H

#include <inc/types.h>

/*
 * Leaves the running thread: puts its registers on its stack and its stack pointer into *save. Goes
 * on with the one whose stack pointer is load. Returns when somebody goes on with this one.
 */
void thread_switch(uintptr_t *save, uintptr_t load);

#endif
