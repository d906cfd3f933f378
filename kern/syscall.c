/* SPDX-License-Identifier: MIT */
/*
 * syscall.c - the system calls. What each does and returns stands at its prototype in inc/lib.h;
 * what may be passed is anything at all, so every handler checks before it touches.
 */
#include <inc/env.h>
#include <inc/error.h>
#include <inc/stdio.h>
#include <kern/console.h>
#include <kern/env.h>
#include <kern/sched.h>
#include <kern/syscall.h>
#include <kern/usermem.h>
#include <kern/userptr.h>
/* LAB 5 */
#include <kern/consinput.h>
/* END LAB 5 */

/* Through void *, for the gate passes five words whatever the handler takes (cdecl allows it). */
#define ENTRY(name, ...) [SYS_##name] = (syscall_handler)(void *)sys_##name,
const syscall_handler syscall_table[] = { SYSCALLS(ENTRY, ENTRY, ENTRY, ENTRY, ENTRY, ENTRY) };
const uint32_t syscall_count = NSYSCALLS;
const int32_t syscall_unknown = -E_NO_SYS;

/*
 * Exercise 3.9, continued: two calls.
 *
 * sys_cputs prints len bytes at s with cons_write(), after user_mem_check() has found that the
 * caller may read them all; if not, end_for_bad_pointer(). sys_env_destroy ends the environment
 * that envid names, if the caller may (envid2env with checkperm); when the caller itself is gone
 * by then, sched_yield().
 */
int32_t
sys_cputs(const char *s, size_t len)
{
	/* EXERCISE 3.9 sys_cputs */
	uintptr_t bad;

	if (user_mem_check(curenv, s, len, PTE_U, &bad) < 0)
		end_for_bad_pointer(bad, "read");
	cons_write(s, len);
	return 0;
	/* END EXERCISE 3.9 */
}

int32_t
sys_cgetc(void)
{
	int c = cons_getc();

	/* LAB 5 */
	/* With it, others may have come, for which another one waits. */
	consinput_look();
	/* END LAB 5 */
	return c;
}

int32_t
sys_getenvid(void)
{
	return curenv->env_id;
}

int32_t
sys_env_destroy(envid_t envid)
{
	/* EXERCISE 3.9 sys_env_destroy */
	struct Env *e;
	int r = envid2env(envid, &e, true);

	if (r < 0)
		return r;
	env_destroy(e);
	if (!curenv)
		sched_yield();
	return 0;
	/* END EXERCISE 3.9 */
}

int32_t
sys_yield(void)
{
	curenv->env_tf.tf_regs.reg_eax = 0;
	sched_yield();
}
