/* SPDX-License-Identifier: MIT */
/*
 * syscall.c - what C adds to the stubs of lib/sysentry.S: the choice of the gate, and the check
 * that the prototypes in inc/lib.h are those of the table in inc/syscall.h. Each line of the table
 * declares its stub a second time here; if the two differ, this file does not compile.
 */
#include <inc/lib.h>

bool syscall_fast;

#define CALL0(name) int32_t sys_##name(void);
#define CALL1(name, t1, a1) int32_t sys_##name(t1 a1);
#define CALL2(name, t1, a1, t2, a2) int32_t sys_##name(t1 a1, t2 a2);
#define CALL3(name, t1, a1, t2, a2, t3, a3) int32_t sys_##name(t1 a1, t2 a2, t3 a3);
#define CALL4(name, t1, a1, t2, a2, t3, a3, t4, a4) int32_t sys_##name(t1 a1, t2 a2, t3 a3, t4 a4);
#define CALL5(name, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5)                                        \
	int32_t sys_##name(t1 a1, t2 a2, t3 a3, t4 a4, t5 a5);

SYSCALLS(CALL0, CALL1, CALL2, CALL3, CALL4, CALL5)
