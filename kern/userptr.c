/* SPDX-License-Identifier: MIT */
/*
 * userptr.c - the end of a program that passes a pointer which it may not use itself.
 */
#include <inc/stdio.h>
#include <kern/env.h>
#include <kern/progtrace.h>
#include <kern/sched.h>
#include <kern/userptr.h>
/* LAB 4 */
#include <kern/usercopy.h>
#include <kern/usermem.h>
/* END LAB 4 */

void
end_for_bad_pointer(uintptr_t bad, const char *access)
{
	cprintf("[%08x] %s: ended: it passed the kernel memory it may not %s, at %08x\n",
		curenv->env_id, curenv->env_name, access, bad);
	backtrace_program(curenv);
	env_destroy(curenv);
	sched_yield();
}

/* LAB 4 */
void
copy_in_or_end(void *to, const void *va, size_t len)
{
	uintptr_t bad = (uintptr_t)va;

	if (copy_from_user(to, bad, len))
		return;
	user_mem_check(curenv, va, len, PTE_U, &bad);
	end_for_bad_pointer(bad, "read");
}
/* END LAB 4 */
