/* SPDX-License-Identifier: MIT */
/*
 * crowd - many to one. The first serves all others: each sends it messages=N words (50), by turns
 * in each of the ways that there are, and a page with every fifth. What is sent follows from the
 * nonce. Must be seen: from the server and from each other one the sum of what it received.
 */
#include <user/peers.h>

#define SERVER 0
#define PAGE ((char *)0x10000000)
#define INBOX ((char *)0x20000000)
#define RW (PTE_P | PTE_U | PTE_W)
#define DONE 0xD0D0D0D0

static uint32_t word, count;

/* The i-th word of peer n, and what is answered to a word. */
static uint32_t
word_of(int n, uint32_t i)
{
	return (word + (uint32_t)n * 1000003u + i * 7919u) | 1;
}

static uint32_t
answer_to(uint32_t value)
{
	return value * 2654435761u + 12345;
}

/* Answers whoever waits for it; those who only send do not. */
static void
serve(void)
{
	uint32_t sum = 0, in_pages = 0;
	int done = 0;

	while (done < npeers - 1) {
		envid_t from;
		int perm;
		uint32_t value = (uint32_t)ipc_recv(&from, INBOX, &perm);

		if (value == DONE)
			done++;
		else
			sum += value;
		if (perm)
			in_pages += peek(INBOX);
		if (envs[ENVX(from)].env_wait == WAIT_FOR_ANSWER)
			ipc_send(from, answer_to(value), perm ? INBOX : NULL, perm);
	}
	report("crowd: server %08x, pages %08x", sum, in_pages);
}

/* Sends one word, and returns the answer, or 0 if there will be none. */
static uint32_t
send(uint32_t i)
{
	uint32_t value = word_of(me, i);
	char *page = i % 5 == 0 ? PAGE : NULL;
	int r;

	poke(PAGE, value ^ 0xFFFF);
	switch (i % 3) {
	case 0:
		return (uint32_t)ipc_call(peers[SERVER], value, page, page ? RW : 0, NULL, NULL);
	case 1:
		ipc_send(peers[SERVER], value, page, page ? RW : 0);
		/* The server may read the page later than it is sent: the next is another. */
		break;
	default:
		while ((r = sys_ipc_try_send(peers[SERVER], value, page ? page : NOWHERE,
					     page ? RW : 0)) == -E_IPC_NOT_RECV)
			rest();
		if (r < 0)
			panic("crowd: %e", r);
	}
	if (page)
		sys_page_alloc(0, PAGE, RW);
	return 0;
}

void
umain(int argc, char **argv)
{
	uint32_t sum = 0;

	peers_find();
	word = nonce_number();
	count = option("messages", 50);
	if (me == SERVER) {
		serve();
		return;
	}
	sys_page_alloc(0, PAGE, RW);
	for (uint32_t i = 0; i < count; i++)
		sum += send(i);
	ipc_send(peers[SERVER], DONE, NULL, 0);
	report("crowd: %d got %08x", me, sum);
}
