/* SPDX-License-Identifier: MIT */
/*
 * slices - computes, makes no system call but to report, and sees in envs[] how its time passes.
 * Start two of them: neither gives up the processor, and both get on.
 * Must be seen: 1 to 3 slices, each once for each environment, in turn on one processor.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	uint32_t seen = thisenv->env_slices, last = seen + 3;

	while (seen < last) {
		if (thisenv->env_slices == seen)
			continue;
		seen = thisenv->env_slices;
		report("slices: %08x has used up %u", thisenv->env_id, seen);
	}
}
