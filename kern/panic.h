/* SPDX-License-Identifier: MIT */
/*
 * panic.h - how the kernel stops. panic(), warn() and assert() themselves are in inc/assert.h.
 *
 * A panic prints where and why, then a backtrace; then it ends the machine if the command line says
 * `end`, and otherwise enters the monitor. Both the backtrace and the monitor are of higher layers,
 * so the boot code sets them here; while they are null, they are left out.
 */
#ifndef EXOLAB_KERN_PANIC_H
#define EXOLAB_KERN_PANIC_H

#include <inc/assert.h>
#include <inc/trap.h>

/* Prints the calls that led to eip, where ebp is the frame pointer (kern/backtrace.h). */
extern void (*panic_backtrace)(uint32_t eip, uint32_t ebp);

/* Talks to the user (kern/monitor.h); called again if it returns. The frame is null. */
extern void (*panic_monitor)(struct Trapframe *tf);

/* LAB 4 */
/*
 * Stops the other processors, and has the console wait for none of them. Returns on one processor
 * only, if several panic. May be called again by a panic in a panic.
 */
extern void (*panic_stop_others)(void);
/* END LAB 4 */

/*
 * Panics about the code at eip with frame pointer ebp, which an exception interrupted: the
 * backtrace starts there, not at the caller.
 */
#define panic_at(eip, ebp, ...) _panic_at(__FILE__, __LINE__, eip, ebp, __VA_ARGS__)
void _panic_at(const char *file, int line, uint32_t eip, uint32_t ebp, const char *fmt,
	       ...) __noreturn;

#endif
