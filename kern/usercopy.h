/* SPDX-License-Identifier: MIT */
/*
 * usercopy.h - copies between the kernel and the program that runs, at the program's addresses.
 *
 * The processor itself checks each page. user_mem_check() cannot do it alone where several
 * processors run: a parent on another one may take a page away between the check and the use. So a
 * page fault inside these functions is an answer, not a mistake. No lock may be held.
 */
#ifndef EXOLAB_KERN_USERCOPY_H
#define EXOLAB_KERN_USERCOPY_H

#include <inc/assert.h>
#include <inc/memlayout.h>
#include <inc/trap.h>
#include <kern/percpu.h>
#include <kern/usercopyasm.h>

/* Only programs' pages lie below ULIM: there the processor checks the kernel as it does them. */
static inline bool
usercopy_allowed(uintptr_t limit, uintptr_t va, size_t len)
{
	assert(this_cpu()->cpu_held == 0);
	return len <= limit && va <= limit - len;
}

/* Copies len bytes from va of the program. False if it may not read them all. */
static inline bool
copy_from_user(void *to, uintptr_t va, size_t len)
{
	return usercopy_allowed(ULIM, va, len) && usercopy(to, (const void *)va, len);
}

/* Copies len bytes to va of the program. False if it may not write them all. */
static inline bool
copy_to_user(uintptr_t va, const void *from, size_t len)
{
	return usercopy_allowed(UTOP, va, len) && usercopy((void *)va, from, len);
}

/*
 * If *tf is a page fault of the kernel inside one of the two: has it go on where they return
 * false, and returns true.
 */
bool usercopy_recover(struct Trapframe *tf);

#endif
