/* SPDX-License-Identifier: MIT */
/*
 * relay - hands the processor to the one that was started before it, by name. Start three of them:
 * the queue would have them run in the order 0, 1, 2.
 * Must be seen, on one processor: the first of them, the last, the middle one, and so on; each in
 * rounds 0 to 2.
 */
#include <user/test.h>

/* The relay in the nearest slot below ours, around the end of envs[]; ours if there is no other. */
static envid_t
predecessor(void)
{
	uint32_t slot = ENVX(thisenv->env_id);

	do
		slot = (slot - 1) % NENV;
	while (envs[slot].env_status == ENV_FREE ||
	       strcmp((const char *)envs[slot].env_name, "relay") != 0);
	return envs[slot].env_id;
}

void
umain(int argc, char **argv)
{
	envid_t next = predecessor();

	for (int round = 0; round < 3; round++) {
		report("relay: %08x, round %d", thisenv->env_id, round);
		if (sys_yield_to(next) < 0)
			sys_yield();
	}
}
