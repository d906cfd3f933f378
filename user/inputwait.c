/* SPDX-License-Identifier: MIT */
/*
 * inputwait - waits for console input, and for the end of a child. Start two; type x when the first
 * says that it is ready, then yz.
 * Must be seen: that each wait ends for its reason, and that nobody ran meanwhile.
 */
#include <user/peers.h>

#define RUNS_MAX 8 /* for three waits, and what is printed */

/* Waits for more input than there was when typed was read; the characters that have come. */
static void
await_input(const char *key, uint32_t typed)
{
	char got[8] = "";
	int c, n = 0;

	sys_cgetc_wait(typed, 0);
	while ((c = sys_cgetc()) != 0 && n < (int)sizeof(got) - 1)
		got[n++] = (char)c;
	report("%s [%s] %u", key, got, kerninfo.ki_typed - typed);
}

static void
await_child(uint32_t typed)
{
	envid_t child = fork();

	if (child == 0) {
		for (int i = 0; i < 5; i++)
			rest();
		exit();
	}
	sys_cgetc_wait(typed, child);
	report("child %d %d", envs[ENVX(child)].env_id == child && envs[ENVX(child)].env_status > 1,
	       sys_cgetc_wait(typed, child));
}

void
umain(int argc, char **argv)
{
	uint32_t typed = kerninfo.ki_typed, runs;

	peers_find();
	if (me != 0) {
		/* Reads nothing: the other one gets it all. */
		sys_cgetc_wait(typed, 0);
		report("other %d", kerninfo.ki_typed != typed);
		return;
	}
	await_child(typed);
	await(1, WAIT_FOR_INPUT, -1);
	runs = thisenv->env_runs;
	report("ready");
	await_input("one", typed);
	typed = kerninfo.ki_typed;
	report("known %d", sys_cgetc_wait(typed - 1, 0));
	report("again");
	while (kerninfo.ki_typed - typed < 2)
		sys_cgetc_wait(kerninfo.ki_typed, 0);
	await_input("two", typed);
	report("slept %d", thisenv->env_runs - runs <= RUNS_MAX + thisenv->env_slices);
}
