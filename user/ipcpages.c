/* SPDX-License-Identifier: MIT */
/*
 * ipcpages - pages travel with messages. Two of them: the first sends, the second receives; then
 * both wait for ever, so that their page tables can be seen.
 * Must be seen: of each message the word and the rights; and from outside, which frame is where.
 */
#include <user/peers.h>

#define RW (PTE_P | PTE_U | PTE_W)
#define RO (PTE_P | PTE_U)
#define COUNT 6

enum {
	SENDER,
	RECEIVER
};

/* What is sent, and where it shall go; null: nothing, nowhere. */
static const struct {
	const char *name;
	char *from;
	int perm;
	char *to;
} messages[COUNT] = {
	{ "writeable", (char *)0x10000000, RW, (char *)0x20000000 },
	{ "readable", (char *)0x10001000, RO, (char *)0x20001000 },
	{ "unwanted", (char *)0x10002000, RW, NULL },
	{ "word", NULL, 0, (char *)0x20003000 },
	{ "replacing", (char *)0x10004000, RW | PTE_COW, (char *)0x20004000 },
	{ "far", (char *)0x10005000, RO, (char *)UTEXT - PTSIZE },
};

static void
send(uint32_t word)
{
	for (int i = 0; i < COUNT; i++) {
		char *from = messages[i].from;

		if (from) {
			sys_page_alloc(0, from, RW);
			poke(from, word + (uint32_t)i);
		}
		/* By turns the receiver is there first, and the sender. */
		if (i % 2 == 0)
			await(RECEIVER, WAIT_FOR_MESSAGE, -1);
		ipc_send(peers[RECEIVER], word + 16 + (uint32_t)i, from, messages[i].perm);
	}
	await(RECEIVER, WAIT_FOR_MESSAGE, -1);
	report("ipcpages: read back %08x", peek(messages[0].from));
}

static void
receive(uint32_t word)
{
	/* What messages without a page must leave alone, and one with a page must not. */
	sys_page_alloc(0, messages[3].to, RW);
	sys_page_alloc(0, messages[4].to, RW);
	for (int i = 0; i < COUNT; i++) {
		char *to = messages[i].to;
		uint32_t value;
		envid_t from;
		int perm;

		if (i % 2 == 1)
			await(SENDER, WAIT_TO_SEND, RECEIVER);
		value = (uint32_t)ipc_recv(&from, to, &perm);
		report("ipcpages: %s %08x from %d perm %x page %08x", messages[i].name, value,
		       peer_number(from), perm, to ? peek(to) : 0);
	}
	poke(messages[0].to, ~word);
}

void
umain(int argc, char **argv)
{
	uint32_t word = nonce_number();

	peers_find();
	if (me == SENDER)
		send(word);
	else
		receive(word);
	stay();
}
