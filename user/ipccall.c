/* SPDX-License-Identifier: MIT */
/*
 * ipccall - calls and answers. Four of them: a server, its client, one who writes to the client in
 * between, and one who calls the server while it is busy.
 * Must be seen: the client's answers come from the server; all else waits, or is refused.
 */
#include <user/peers.h>

#define PAGE ((char *)0x10000000)
#define NOTHING ((char *)0x20000000)
#define INBOX ((char *)0x30000000)
#define RW (PTE_P | PTE_U | PTE_W)

enum {
	SERVER,
	CLIENT,
	INTRUDER,
	BUSY
};

static uint32_t word;

static void
serve(void)
{
	uint32_t value = (uint32_t)ipc_recv(NULL, INBOX, NULL);
	envid_t client = thisenv->env_ipc_from;

	report("ipccall: server got %08x from %d, page %08x", value, peer_number(client),
	       peek(INBOX));
	await(CLIENT, WAIT_FOR_ANSWER, SERVER);
	await(INTRUDER, WAIT_TO_SEND, CLIENT);
	report("ipccall: reply_busy %d", sys_ipc_reply(peers[BUSY], 1, NOWHERE, 0, NOWHERE));
	report("ipccall: reply_nobody %d", sys_ipc_reply(-1, 1, NOWHERE, 0, NOWHERE));
	report("ipccall: reply_unmapped %d", sys_ipc_reply(client, 1, NOTHING, RW, NOWHERE));
	report("ipccall: reply_unaligned %d", sys_ipc_reply(client, 1, NOWHERE, 0, INBOX + 4));
	report("ipccall: client waits %d", envs[CLIENT].env_wait == WAIT_FOR_ANSWER);
	poke(INBOX, word + 2);
	/* Answers, and waits: the client calls again. */
	report("ipccall: reply %d", sys_ipc_reply(client, word + 3, INBOX, RW, NOWHERE));
	report("ipccall: server got %08x from %d", thisenv->env_ipc_value,
	       peer_number(thisenv->env_ipc_from));
	/* Answers, and another message is waiting already. */
	await(BUSY, WAIT_TO_CALL, SERVER);
	report("ipccall: reply %d", sys_ipc_reply(client, word + 5, NOWHERE, 0, NOWHERE));
	report("ipccall: server got %08x from %d", thisenv->env_ipc_value,
	       peer_number(thisenv->env_ipc_from));
	report("ipccall: try_send %d", sys_ipc_try_send(peers[BUSY], word + 7, NOWHERE, 0));
}

static void
call(void)
{
	int32_t answer;
	int perm;

	report("ipccall: call_self %d", sys_ipc_call(peers[me], 1, NOWHERE, 0, NOWHERE));
	report("ipccall: call_nobody %d", sys_ipc_call(-1, 1, NOWHERE, 0, NOWHERE));
	report("ipccall: call_unaligned %d", sys_ipc_call(peers[SERVER], 1, NOWHERE, 0, INBOX + 4));
	await(SERVER, WAIT_FOR_MESSAGE, -1);
	report("ipccall: call_unmapped %d", sys_ipc_call(peers[SERVER], 1, NOTHING, RW, NOWHERE));
	sys_page_alloc(0, PAGE, RW);
	poke(PAGE, word);
	answer = ipc_call(peers[SERVER], word + 1, PAGE, RW, INBOX, &perm);
	report("ipccall: answer %08x from %d perm %x page %08x", (uint32_t)answer,
	       peer_number(thisenv->env_ipc_from), perm, peek(INBOX));
	answer = ipc_call(peers[SERVER], word + 4, NULL, 0, NULL, &perm);
	report("ipccall: answer %08x from %d perm %x", (uint32_t)answer,
	       peer_number(thisenv->env_ipc_from), perm);
	answer = ipc_recv(NULL, NULL, NULL);
	report("ipccall: after that %08x from %d", (uint32_t)answer,
	       peer_number(thisenv->env_ipc_from));
}

static void
intrude(void)
{
	await(CLIENT, WAIT_FOR_ANSWER, SERVER);
	report("ipccall: intruder %d", sys_ipc_try_send(peers[CLIENT], 99, NOWHERE, 0));
	ipc_send(peers[CLIENT], word + 8, NULL, 0);
}

/* Waits for no message until the server has the client's second one; then it calls, too. */
static void
call_late(void)
{
	int32_t answer;

	while (envs[SERVER].env_ipc_value != word + 4)
		rest();
	answer = ipc_call(peers[SERVER], word + 6, NULL, 0, NULL, NULL);
	report("ipccall: late answer %08x from %d", (uint32_t)answer,
	       peer_number(thisenv->env_ipc_from));
}

void
umain(int argc, char **argv)
{
	peers_find();
	word = nonce_number();
	if (me == SERVER)
		serve();
	else if (me == CLIENT)
		call();
	else if (me == INTRUDER)
		intrude();
	else
		call_late();
}
