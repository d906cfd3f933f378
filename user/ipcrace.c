/* SPDX-License-Identifier: MIT */
/*
 * ipcrace - those who receive are destroyed while others send to them, at ever other moments: the
 * first is the parent of all but two, and destroys one after the other. Start it with
 * `ktest=family family=ipcrace grown=3 children=N run=hello`.
 * Must be seen: nothing wrong, from the parent and from both senders.
 */
#include <user/peers.h>

enum {
	PARENT,
	SENDER,		/* sends if somebody waits */
	PATIENT_SENDER, /* waits until it is taken, or until the receiver is gone */
	FIRST_CHILD
};

#define PAGE ((void *)0x10000000)
#define INBOX 0x20000000u
#define INBOXES 64 /* each in another page table: to receive takes long */

/* Gives turns away in between, so that it comes when this one receives, or has, or will. */
static void
destroy_all(void)
{
	int wrong = 0;

	for (int n = FIRST_CHILD; n < npeers; n++) {
		await(n, WAIT_FOR_MESSAGE, -1);
		for (int turns = n % 5; turns > 0; turns--)
			rest();
		wrong += sys_env_destroy(peers[n]) != 0;
		wrong += sys_env_destroy(peers[n]) != -E_BAD_ENV;
	}
	report("ipcrace: %d wrong", wrong);
}

static void
send_to_all(int (*send)(envid_t, uint32_t, void *, int))
{
	int taken = 0, wrong = 0;

	sys_page_alloc(0, PAGE, PTE_P | PTE_U | PTE_W);
	for (int n = FIRST_CHILD; n < npeers; n++) {
		int r;

		while ((r = send(peers[n], (uint32_t)n, PAGE, PTE_P | PTE_U)) != -E_BAD_ENV) {
			taken += r == 0;
			wrong += r != 0 && r != -E_IPC_NOT_RECV;
			rest();
		}
	}
	report("ipcrace: %d wrong, of %d", wrong, taken);
}

static void __noreturn
receive(void)
{
	for (uint32_t n = 0;; n++)
		sys_ipc_recv((void *)(INBOX + n % INBOXES * PTSIZE));
}

void
umain(int argc, char **argv)
{
	peers_find();
	npeers = FIRST_CHILD + (int)option("children", 0);
	switch (me) {
	case PARENT:
		destroy_all();
		break;
	case SENDER:
		send_to_all(sys_ipc_try_send);
		break;
	case PATIENT_SENDER:
		send_to_all(sys_ipc_send);
		break;
	default:
		receive();
	}
}
