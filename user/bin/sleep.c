/* SPDX-License-Identifier: MIT */
/*
 * sleep - waits: sleep seconds
 */
#include "tool.h"

#define NS_PER_SECOND 1000000000u

void
umain(int argc, char **argv)
{
	uint32_t slice = kerninfo.ki_slices;
	uint32_t per_second = MAX(NS_PER_SECOND / kerninfo.ki_slice_ns, 1u);
	char *rest;
	long seconds = argc == 2 ? strtol(argv[1], &rest, 10) : -1;

	if (seconds < 0 || *rest != '\0')
		tool_usage("seconds");
	/* One by one, for the call cannot wait for any time at once. */
	for (; seconds > 0; seconds--)
		sys_clock_wait(slice += per_second);
	tool_end();
}
