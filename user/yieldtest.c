/* SPDX-License-Identifier: MIT */
/*
 * yieldtest - gives up the processor five times. Start two of them and they take turns.
 * Must be seen: each round 0 to 4 once for each environment, in turn, and the last line.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	for (int i = 0; i < 5; i++) {
		report("yieldtest: environment %08x, round %d", thisenv->env_id, i);
		sys_yield();
	}
	report("yieldtest: environment %08x is done", thisenv->env_id);
}
