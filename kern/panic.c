/* SPDX-License-Identifier: MIT */
/*
 * panic.c - how the kernel stops.
 */
#include <inc/stdio.h>
#include <inc/x86.h>
#include <kern/cmdline.h>
#include <kern/dev/power.h>
#include <kern/panic.h>

void (*panic_backtrace)(uint32_t eip, uint32_t ebp);
void (*panic_monitor)(struct Trapframe *tf);
/* LAB 4 */
void (*panic_stop_others)(void);
/* END LAB 4 */

/* How many panics are under way. A second one comes from what reports the first. */
static int depth;

static void __noreturn
report_and_stop(const char *file, int line, uint32_t eip, uint32_t ebp, const char *fmt, va_list ap)
{
	cli();
	/* LAB 4 */
	if (panic_stop_others)
		panic_stop_others();
	/* END LAB 4 */
	depth++;
	if (depth > 2) /* printing itself does not work */
		machine_end(END_PANIC);
	cprintf("kernel panic at %s:%d: ", file, line);
	vcprintf(fmt, ap);
	cprintf("\n");
	if (depth > 1) {
		cprintf("(a panic within a panic: the machine ends)\n");
		machine_end(END_PANIC);
	}
	if (panic_backtrace)
		panic_backtrace(eip, ebp);
	if (cmdline_has("end") || !panic_monitor)
		machine_end(END_PANIC);
	for (;;)
		panic_monitor(NULL);
}

void
_panic(const char *file, int line, const char *fmt, ...)
{
	const uint32_t *frame = __builtin_frame_address(0);
	va_list ap;

	/* The return address may belong to the next function, since nothing returns there. */
	va_start(ap, fmt);
	report_and_stop(file, line, frame[1] - 1, frame[0], fmt, ap);
}

void
_panic_at(const char *file, int line, uint32_t eip, uint32_t ebp, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report_and_stop(file, line, eip, ebp, fmt, ap);
}

void
_warn(const char *file, int line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	cprintf("kernel warning at %s:%d: ", file, line);
	vcprintf(fmt, ap);
	cprintf("\n");
	va_end(ap);
}
