/* SPDX-License-Identifier: MIT */
/*
 * ipcerrors - messages that are refused. Four of them: the first sends, the second waits for
 * messages, the third never does, the fourth ends at once.
 * Must be seen: the error of each, and that it changed nothing for the one who waits.
 */
#include <user/peers.h>

#define PAGE ((char *)0x10000000)
#define NOTHING ((char *)0x20000000) /* nothing is mapped there */
#define INBOX ((char *)0x30000000)
#define RW (PTE_P | PTE_U | PTE_W)
#define MARK 0xFEEDFACE

enum {
	SENDER,
	RECEIVER,
	BUSY,
	GONE
};

static void
say(const char *what, int r)
{
	report("ipcerrors: %s %d", what, r);
}

/* Tries to send the receiver, who waits, a page that must be refused. */
static void
refuse(const char *what, void *va, int perm)
{
	const volatile struct Env *e = &envs[ENVX(peers[RECEIVER])];
	uint32_t runs = e->env_runs;
	int r = sys_ipc_try_send(peers[RECEIVER], 77, va, perm);
	bool same = e->env_wait == WAIT_FOR_MESSAGE && e->env_ipc_value == 0 &&
		    e->env_ipc_from == 0 && e->env_runs == runs;

	report("ipcerrors: %s %d %s", what, r, same ? "unchanged" : "changed");
}

static void
send(void)
{
	envid_t receiver = peers[RECEIVER];

	await_end(GONE);
	await(RECEIVER, WAIT_FOR_MESSAGE, -1);
	say("try_busy", sys_ipc_try_send(peers[BUSY], 1, NOWHERE, 0));
	say("try_gone", sys_ipc_try_send(peers[GONE], 1, NOWHERE, 0));
	say("send_gone", sys_ipc_send(peers[GONE], 1, NOWHERE, 0));
	say("try_nobody", sys_ipc_try_send(-1, 1, NOWHERE, 0));
	say("try_self", sys_ipc_try_send(peers[me], 1, NOWHERE, 0));
	say("send_self", sys_ipc_send(peers[me], 1, NOWHERE, 0));
	say("recv_unaligned", sys_ipc_recv(INBOX + 4));
	sys_page_alloc(0, PAGE, RW);
	refuse("unaligned", PAGE + 4, RW);
	refuse("supervisor", PAGE, PTE_P | PTE_W);
	refuse("not_present", PAGE, PTE_U | PTE_W);
	refuse("other_bits", PAGE, RW | PTE_PWT);
	refuse("unmapped", NOTHING, PTE_P | PTE_U);
	refuse("more_rights", (void *)UTEXT, RW);
	/* The kernel's addresses are no pages to be sent: this is a word. */
	say("kernel", sys_ipc_try_send(receiver, 5, (void *)KERNBASE, RW));
	say("late_unmapped", sys_ipc_send(receiver, 78, NOTHING, PTE_P | PTE_U));
	await(RECEIVER, WAIT_FOR_MESSAGE, -1);
	say("good", sys_ipc_send(receiver, 6, PAGE, PTE_P | PTE_U));
}

static void
say_received(const char *what, int32_t value, int perm)
{
	report("ipcerrors: %s %d %x %s", what, value, perm,
	       peek(INBOX) == MARK ? "kept" : "replaced");
}

static void
receive(void)
{
	int32_t value;
	int perm;

	sys_page_alloc(0, INBOX, RW);
	poke(INBOX, MARK);
	value = ipc_recv(NULL, INBOX, &perm);
	say_received("got_word", value, perm);
	await(SENDER, WAIT_TO_SEND, RECEIVER);
	value = ipc_recv(NULL, INBOX, &perm);
	say_received("got_page", value, perm);
}

void
umain(int argc, char **argv)
{
	peers_find();
	if (me == SENDER)
		send();
	else if (me == RECEIVER)
		receive();
	else if (me == BUSY)
		await_end(SENDER);
}
