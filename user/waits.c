/* SPDX-License-Identifier: MIT */
/*
 * waits - four environments wait for the end of a fifth, which ends only when all of them do.
 * Must be seen: each wait returns 0, and then it is gone; errors for who is no longer there.
 */
#include <user/stay.h>

#define NWAITERS 4

/* Until so many wait for this environment. */
static void
wait_for_waiters(void)
{
	int n;

	do {
		sys_yield();
		n = 0;
		for (int i = 0; i < NENV; i++)
			n += envs[i].env_wait == WAIT_FOR_END &&
			     envs[i].env_waits_for == thisenv->env_id;
	} while (n < NWAITERS);
}

static void
wait_and_say(envid_t envid)
{
	int first = sys_env_wait(envid), second = sys_env_wait(envid);

	report("waited %d %d", first, second);
}

void
umain(int argc, char **argv)
{
	envid_t waiters[NWAITERS - 1], child = must(fork());

	if (child == 0) {
		wait_for_waiters();
		return;
	}
	for (int i = 0; i < NWAITERS - 1; i++)
		if ((waiters[i] = must(fork())) == 0) {
			wait_and_say(child);
			return;
		}
	wait_and_say(child);
	for (int i = 0; i < NWAITERS - 1; i++)
		wait(waiters[i]);
	report("wait_self %d", sys_env_wait(thisenv->env_id));
	report("wait_zero %d", sys_env_wait(0));
	report("wait_nobody %d", sys_env_wait(-1));
	for (int i = 0; i < NWAITERS - 1; i++)
		if (envs[ENVX(waiters[i])].env_status != ENV_FREE)
			report("not gone: %08x", waiters[i]);
	report("waits: done");
}
