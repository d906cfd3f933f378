/* SPDX-License-Identifier: MIT */
/*
 * sendpage - parent and child send each other a page with a text.
 * Must be seen: both texts, each said by the one who received it, with the run's nonce in it.
 */
#include <user/test.h>

#define PAGE ((char *)0x10000000)
#define INBOX ((char *)0x20000000)
#define RW (PTE_P | PTE_U | PTE_W)

static void
send(envid_t to, const char *text)
{
	sys_page_alloc(0, PAGE, RW);
	snprintf(PAGE, PGSIZE, "%s %s", text, nonce());
	ipc_send(to, strlen(PAGE), PAGE, RW);
}

static void
receive(const char *who, envid_t from)
{
	envid_t sender;
	int perm;
	int32_t length = ipc_recv(&sender, INBOX, &perm);

	report("sendpage: %s got %d '%s' %d", who, length, INBOX, sender == from);
}

void
umain(int argc, char **argv)
{
	envid_t parent = thisenv->env_id, child = fork();

	if (child < 0)
		panic("fork: %e", child);
	if (child == 0) {
		receive("child", parent);
		send(parent, "from the child");
		return;
	}
	send(child, "from the parent");
	receive("parent", child);
	wait(child);
}
