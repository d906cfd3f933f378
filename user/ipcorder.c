/* SPDX-License-Identifier: MIT */
/*
 * ipcorder - several wait to send to the first of them. order=N, whose decimal digits are the
 * others' numbers, says in which order they begin to wait.
 * Must be seen: their messages in that order, twice, and that each returned after it was taken.
 */
#include <user/peers.h>

#define RECEIVER 0
#define TIMES 2

static char order[PEERS_MAX];

/* Until the one before this one in the order waits to send. */
static void
await_turn(void)
{
	char *mine = strchr(order, (char)('0' + me));

	if (mine && mine > order)
		await(mine[-1] - '0', WAIT_TO_SEND, RECEIVER);
}

static void
send(void)
{
	await_turn();
	for (int i = 0; i < TIMES; i++) {
		int r = sys_ipc_send(peers[RECEIVER], (uint32_t)(100 * i + me), NOWHERE, 0);

		report("ipcorder: %d sent %d: %d", me, i, r);
	}
}

static void
receive(void)
{
	for (int n = 1; n < npeers; n++)
		await(n, WAIT_TO_SEND, RECEIVER);
	for (int i = 0; i < TIMES * (npeers - 1); i++) {
		envid_t from;
		int32_t value = ipc_recv(&from, NULL, NULL);

		report("ipcorder: got %d from %d", value, peer_number(from));
		/* Those who were taken come again before the next is. */
		if (value < 100)
			await(value, WAIT_TO_SEND, RECEIVER);
	}
}

void
umain(int argc, char **argv)
{
	peers_find();
	cmdline_get("order", order, sizeof(order));
	if (me == RECEIVER)
		receive();
	else
		send();
}
