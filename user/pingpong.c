/* SPDX-License-Identifier: MIT */
/*
 * pingpong - two environments send each other a number that grows by one each time.
 * Must be seen: each of the numbers 0 to 10 received, alternately by child and parent.
 */
#include <user/test.h>

#define LAST 10

void
umain(int argc, char **argv)
{
	envid_t who = fork();

	if (who < 0)
		panic("fork: %e", who);
	if (who > 0)
		ipc_send(who, 0, NULL, 0);
	for (;;) {
		uint32_t i = (uint32_t)ipc_recv(&who, NULL, NULL);

		report("%08x got %u from %08x", sys_getenvid(), i, who);
		if (i == LAST)
			return;
		ipc_send(who, i + 1, NULL, 0);
		if (i + 1 == LAST)
			return;
	}
}
