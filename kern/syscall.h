/* SPDX-License-Identifier: MIT */
/*
 * syscall.h - the system calls, seen from the gate (kern/trapentry.S).
 */
#ifndef EXOLAB_KERN_SYSCALL_H
#define EXOLAB_KERN_SYSCALL_H

#include <inc/env.h>
#include <inc/syscall.h>
/* LAB 4 */
#include <inc/pageop.h>
/* END LAB 4 */
/* LAB 5 */
#include <inc/disk.h>
/* END LAB 5 */

typedef int32_t (*syscall_handler)(uint32_t a1, uint32_t a2, uint32_t a3, uint32_t a4, uint32_t a5);

/* The handlers by number, how many there are, and what an unknown number returns. */
extern const syscall_handler syscall_table[];
extern const uint32_t syscall_count;
extern const int32_t syscall_unknown;

/*
 * The handlers: int32_t sys_cputs(const char *s, size_t len) and so on. What each does and returns
 * stands at the stub's prototype in inc/lib.h.
 */
#define HANDLER0(name) int32_t sys_##name(void);
#define HANDLER1(name, t1, a1) int32_t sys_##name(t1 a1);
#define HANDLER2(name, t1, a1, t2, a2) int32_t sys_##name(t1 a1, t2 a2);
#define HANDLER3(name, t1, a1, t2, a2, t3, a3) int32_t sys_##name(t1 a1, t2 a2, t3 a3);
#define HANDLER4(name, t1, a1, t2, a2, t3, a3, t4, a4)                                             \
	int32_t sys_##name(t1 a1, t2 a2, t3 a3, t4 a4);
#define HANDLER5(name, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5)                                     \
	int32_t sys_##name(t1 a1, t2 a2, t3 a3, t4 a4, t5 a5);
SYSCALLS(HANDLER0, HANDLER1, HANDLER2, HANDLER3, HANDLER4, HANDLER5)

#endif
