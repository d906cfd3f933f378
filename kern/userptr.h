/* SPDX-License-Identifier: MIT */
/*
 * userptr.h - the end of a program that passes a pointer which it may not use itself.
 */
#ifndef EXOLAB_KERN_USERPTR_H
#define EXOLAB_KERN_USERPTR_H

#include <inc/types.h>

/*
 * Ends curenv, which passed memory that it may not access in this way ("read"); bad is the first
 * address of it. Does not return.
 */
void end_for_bad_pointer(uintptr_t bad, const char *access) __noreturn;

/* LAB 4 */
/* Copies len bytes from va of curenv, or ends it. Without any lock. */
void copy_in_or_end(void *to, const void *va, size_t len);
/* END LAB 4 */

#endif
