/* SPDX-License-Identifier: MIT */
/*
 * syscall.h - the system calls, seen from the gate (kern/trapentry.S).
 */
#ifndef EXOLAB_KERN_SYSCALL_H
#define EXOLAB_KERN_SYSCALL_H

#include <inc/syscall.h>
#include <inc/types.h>

typedef int32_t (*syscall_handler)(uint32_t a1, uint32_t a2, uint32_t a3, uint32_t a4, uint32_t a5);

/* The handlers by number, how many there are, and what an unknown number returns. */
extern const syscall_handler syscall_table[];
extern const uint32_t syscall_count;
extern const int32_t syscall_unknown;

#endif
