/* SPDX-License-Identifier: MIT */
/*
 * askparts - asks for a partition: as a program that the kernel has started, and as one that was
 * started by another. Start it twice, after parts.
 * Must be seen: the results.
 */
#include <user/peers.h>

#define ENTRY 1 /* nobody else wants that of the archive */

static int
ask(void)
{
	return ipc_call(ipc_find_env(ENV_TYPE_PARTS), ENTRY, NULL, 0, NULL, NULL);
}

static void
come_first(envid_t second)
{
	envid_t child;
	int got;

	if ((child = must(fork())) == 0) {
		report("child %d", ask());
		exit();
	}
	sys_env_wait(child);
	got = ask();
	report("first %d", got > 0 && bindings[BINDX(got)].b_holder == thisenv->env_id);
	report("again %d", ask() == got);
	ipc_send(second, 0, NULL, 0);
	ipc_recv(NULL, NULL, NULL);
}

static void
come_second(void)
{
	envid_t first;

	ipc_recv(&first, NULL, NULL);
	report("second %d", ask());
	ipc_send(first, 0, NULL, 0);
	sys_env_wait(first);
	report("after_end %d", ask() > 0);
}

void
umain(int argc, char **argv)
{
	peers_find();
	while (!ipc_find_env(ENV_TYPE_PARTS))
		rest();
	if (me == 1)
		come_first(peers[2]);
	else
		come_second();
}
