/* SPDX-License-Identifier: MIT */
/*
 * backtrace.h - which calls led here, in the kernel.
 */
#ifndef EXOLAB_KERN_BACKTRACE_H
#define EXOLAB_KERN_BACKTRACE_H

#include <inc/types.h>

/* Prints the calls that led to the kernel's code at eip, where ebp is the frame pointer. */
void backtrace_kernel(uint32_t eip, uint32_t ebp);

#endif
