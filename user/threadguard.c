/* SPDX-License-Identifier: MIT */
/*
 * threadguard - a thread uses more stack than it has, while another one's lies right below.
 * Must be seen: a page fault of a write, and nothing after it.
 */
#include <user/test.h>

static void
stay(void *arg)
{
	for (;;)
		thread_yield();
	USED(arg);
}

static void
overflow(void *arg)
{
	uint8_t room[5 * PGSIZE];

	report("threadguard: about to write one page too far");
	poke(&room[2 * PGSIZE - 16], 1);
	survived("wrote to a guard page");
	USED(arg);
}

void
umain(int argc, char **argv)
{
	thread_create(stay, NULL);
	thread_join(thread_create(overflow, NULL));
}
