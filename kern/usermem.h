/* SPDX-License-Identifier: MIT */
/*
 * usermem.h - the check that stands between a pointer that a program passes and its use.
 */
#ifndef EXOLAB_KERN_USERMEM_H
#define EXOLAB_KERN_USERMEM_H

#include <inc/env.h>

/*
 * May environment e access [va, va + len) with perm (PTE_U, or PTE_U | PTE_W)? Returns 0 if every
 * page of the range lies below ULIM and is mapped with these permissions; otherwise -E_FAULT, and
 * the first address that is wrong in *bad unless that is null. An empty range is always good.
 * Checks page by page: the cost does not depend on len but on the number of pages, and ends at
 * the first bad one.
 */
int user_mem_check(struct Env *e, const void *va, size_t len, int perm, uintptr_t *bad);

/* Copies from a program's memory if it may read all of it: true if it was copied. */
bool user_mem_read(struct Env *e, uintptr_t va, void *buf, size_t len);
/* LAB 4 */
/* It takes memory_lock meanwhile. user_mem_check() does not: see kern/usercopy.h. */
/* END LAB 4 */

#endif
