/* SPDX-License-Identifier: MIT */
/*
 * ipcdeath - the first of five ends while the others wait for it, each in another way.
 * Must be seen: what each of their calls returned.
 */
#include <user/peers.h>

enum {
	VICTIM,
	SENDER,
	CALLER,
	ANSWERED,
	WATCHER
};

static void
die(void)
{
	envid_t from = 0;

	/* One has had its message taken, and waits for the answer. */
	await(ANSWERED, WAIT_TO_CALL, VICTIM);
	ipc_recv(&from, NULL, NULL);
	report("ipcdeath: took a message of %d", peer_number(from));
	await(ANSWERED, WAIT_FOR_ANSWER, VICTIM);
	await(SENDER, WAIT_TO_SEND, VICTIM);
	await(CALLER, WAIT_TO_CALL, VICTIM);
	await(WATCHER, WAIT_FOR_END, VICTIM);
	report("ipcdeath: all wait");
}

void
umain(int argc, char **argv)
{
	int r;

	peers_find();
	switch (me) {
	case VICTIM:
		die();
		return;
	case SENDER:
		/* Not before the one whose message is to be taken. */
		await(ANSWERED, WAIT_FOR_ANSWER, VICTIM);
		r = sys_ipc_send(peers[VICTIM], 1, NOWHERE, 0);
		break;
	case CALLER:
		await(ANSWERED, WAIT_FOR_ANSWER, VICTIM);
		r = sys_ipc_call(peers[VICTIM], 1, NOWHERE, 0, NOWHERE);
		break;
	case ANSWERED:
		r = sys_ipc_call(peers[VICTIM], 1, NOWHERE, 0, NOWHERE);
		break;
	default:
		r = sys_env_wait(peers[VICTIM]);
	}
	report("ipcdeath: %d returned %d, of %d lives %d", me, r, VICTIM, peer_lives(VICTIM));
	report("ipcdeath: %d again %d %d", me, sys_env_wait(peers[VICTIM]),
	       sys_ipc_send(peers[VICTIM], 1, NOWHERE, 0));
}
