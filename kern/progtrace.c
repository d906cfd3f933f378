/* SPDX-License-Identifier: MIT */
/*
 * progtrace.c - backtraces of programs: those of lib/backtrace.c, read through user_mem_read().
 */
#include <inc/backtrace.h>
#include <inc/stdio.h>
#include <kern/progtrace.h>
#include <kern/usermem.h>

static bool
program_read(void *ctx, uint32_t addr, void *buf, size_t n)
{
	return user_mem_read(ctx, addr, buf, n);
}

static struct LineSource
program_source(struct Env *e)
{
	return (struct LineSource){ .ls_table = ULINES, .ls_read = program_read, .ls_ctx = e };
}

const char *
backtrace_place(struct Env *e, uint32_t eip, char buf[PLACE_MAX])
{
	struct LineSource source = program_source(e);
	struct LineInfo info;

	if (!lines_lookup(&source, eip, &info))
		snprintf(buf, PLACE_MAX, "0x%08x", eip);
	else if (info.li_line == 0)
		snprintf(buf, PLACE_MAX, "0x%08x in %s", eip, info.li_func);
	else
		snprintf(buf, PLACE_MAX, "0x%08x in %s at %s:%u", eip, info.li_func, info.li_file,
			 info.li_line);
	return buf;
}

void
backtrace_program(struct Env *e)
{
	struct LineSource source = program_source(e);

	cprintf("backtrace of the program:\n");
	backtrace_walk(&source, e->env_tf.tf_eip, e->env_tf.tf_regs.reg_ebp);
}
