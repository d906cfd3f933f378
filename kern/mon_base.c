/* SPDX-License-Identifier: MIT */
/*
 * mon_base.c - the monitor's commands about the kernel itself.
 */
#include <inc/memlayout.h>
#include <inc/stdio.h>
#include <kern/backtrace.h>
#include <kern/cmdline.h>
#include <kern/command.h>
#include <kern/dev/power.h>
/* LAB 3 */
#include <kern/env.h>
#include <kern/progtrace.h>
/* END LAB 3 */

static void
print_symbol(const char *name, const void *address)
{
	cprintf("  %-7s %08x  (physical %08x)\n", name, (uint32_t)address,
		(uint32_t)address - KERNBASE);
}

static enum Next
run_kerninfo(const struct Call *call)
{
	extern const uint8_t stext[], etext[], edata[], end[]; /* kern/kernel.ld */

	(void)call;
	cprintf("The kernel, %u KiB in memory:\n", (unsigned)(end - stext + 1023) / 1024);
	print_symbol("stext", stext);
	print_symbol("etext", etext);
	print_symbol("edata", edata);
	print_symbol("end", end);
	cprintf("Command line: %s\n", cmdline_text());
	return MONITOR_STAY;
}

/* Shows the calls of what an exception stopped; if nothing did, the kernel's that led here. */
static enum Next
run_backtrace(const struct Call *call)
{
	const struct Trapframe *tf = call->c_tf;
	const uint32_t *frame = __builtin_frame_address(0);

	/* LAB 3 */
	if (tf && (tf->tf_cs & 3) != 0) {
		backtrace_program(curenv);
		return MONITOR_STAY;
	}
	/* END LAB 3 */
	if (tf)
		backtrace_kernel(tf->tf_eip, tf->tf_regs.reg_ebp);
	else
		backtrace_kernel(frame[1] - 1, frame[0]);
	return MONITOR_STAY;
}

static enum Next
run_poweroff(const struct Call *call)
{
	(void)call;
	machine_end(END_GOOD);
}

const struct Command mon_base_commands[] = {
	{ "kerninfo", "", "where the kernel lies in memory", 0, 0, run_kerninfo },
	{ "backtrace", "", "the calls that led here", 0, 0, run_backtrace },
	{ "poweroff", "", "end the machine", 0, 0, run_poweroff },
	{ "exit", "", "the same", 0, 0, run_poweroff },
	{ .cmd_name = NULL },
};
