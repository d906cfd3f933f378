/* SPDX-License-Identifier: MIT */
/*
 * sleep - waits: sleep seconds
 *
 * The kernel has no clock to ask. The processor has one, the time-stamp counter, whose rate nobody
 * tells. But the timer ends a time slice after SLICE_NS nanoseconds, unless the command line says
 * otherwise: so first this tool works for a slice, and looks how far the counter comes meanwhile.
 * After that the processor belongs to others.
 */
#include "tool.h"
#include <inc/x86.h>

#define SLICE_NS 10000000
#define NS_PER_SECOND 1000000000u

/* What the counter gains in a time slice, however long others have the processor in between. */
static uint64_t
slice_length(void)
{
	uint32_t slices = thisenv->env_slices;
	uint64_t begin = 0, last, now = read_tsc();

	for (;;) {
		last = now;
		now = read_tsc();
		if (thisenv->env_slices == slices)
			continue;
		if (begin != 0)
			return last - begin;
		slices = thisenv->env_slices;
		begin = read_tsc();
	}
}

static uint32_t
slices_per_second(void)
{
	char text[16];
	long ns = cmdline_get("slice", text, sizeof(text)) ? strtol(text, NULL, 0) : 0;

	return NS_PER_SECOND / (uint32_t)(ns > 0 ? ns : SLICE_NS);
}

void
umain(int argc, char **argv)
{
	uint64_t start = read_tsc(), length;
	char *rest;
	long seconds = argc == 2 ? strtol(argv[1], &rest, 10) : -1;

	if (seconds < 0 || *rest != '\0')
		tool_usage("seconds");
	if (!(kerninfo.ki_features & KI_TSC)) {
		tool_error("time-stamp counter", -E_NOT_SUPP);
		tool_end();
	}
	length = slice_length() * slices_per_second() * (uint32_t)seconds;
	while (read_tsc() - start < length)
		sys_yield();
	tool_end();
}
