/* SPDX-License-Identifier: MIT */
/*
 * ipcstraight - a call goes straight to the server, and the answer straight back, past the queue.
 * The first is the client, the second the server; the others want the processor all the time.
 * Must be seen: "ipcstraight: 8 round trips, the others ran 0 times".
 */
#include <user/peers.h>

enum {
	CLIENT,
	SERVER
};

#define TRIPS 8

static uint32_t
others_ran(void)
{
	uint32_t runs = 0;

	for (int n = SERVER + 1; n < npeers; n++)
		runs += envs[n].env_runs;
	return runs;
}

static void
call(void)
{
	uint32_t before, bad = 0;

	for (int n = SERVER; n < npeers; n++)
		while (envs[n].env_runs == 0 || (n == SERVER && envs[n].env_wait == WAIT_NOTHING))
			sys_yield();
	before = others_ran();
	for (uint32_t i = 0; i < TRIPS; i++)
		bad += ipc_call(peers[SERVER], i, NULL, 0, NULL, NULL) != (int32_t)(i + 1);
	report("ipcstraight: %d round trips, %u wrong, the others ran %u times", TRIPS, bad,
	       others_ran() - before);
}

static void __noreturn
serve(void)
{
	uint32_t value = (uint32_t)ipc_recv(NULL, NULL, NULL);

	for (;;) {
		sys_ipc_reply(peers[CLIENT], value + 1, NOWHERE, 0, NOWHERE);
		value = thisenv->env_ipc_value;
	}
}

void
umain(int argc, char **argv)
{
	peers_find();
	if (me == CLIENT)
		call();
	else if (me == SERVER)
		serve();
	else
		while (peer_lives(CLIENT))
			sys_yield();
}
