/* SPDX-License-Identifier: MIT */
/*
 * upcall.h - the inner side of a program's upcalls; inc/lib.h has the outer one.
 */
#ifndef EXOLAB_LIB_UPCALL_H
#define EXOLAB_LIB_UPCALL_H

#include <inc/trap.h>

/* Where the kernel sends an exception (lib/upcallentry.S); it is not called. */
void upcall_entry(void);

/* Calls the filter of the exception, then its handler; both on the exception stack. */
void upcall_dispatch(struct UTrapframe *utf);

/*
 * Has filter look at this exception before the program's handler does: it returns true if it has
 * repaired what was wrong. Returns 0; -E_NO_MEM if there is no page for the exception stack.
 */
int upcall_filter(uint32_t trapno, bool (*filter)(struct UTrapframe *utf));

#endif
