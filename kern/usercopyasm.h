/* SPDX-License-Identifier: MIT */
/*
 * usercopyasm.h - the copy of kern/usercopyasm.S, and where it goes on after a fault.
 */
#ifndef EXOLAB_KERN_USERCOPYASM_H
#define EXOLAB_KERN_USERCOPYASM_H

#include <inc/types.h>

/* Copies len bytes, and returns true; false if a page fault came between. */
bool usercopy(void *to, const void *from, size_t len);

/* Behind its last instruction that may fault; not to be called. */
void usercopy_failed(void);

#endif
