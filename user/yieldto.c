/* SPDX-License-Identifier: MIT */
/*
 * yieldto - of three that are started together, the first and the third give each other their
 * turns; the second takes what the scheduler gives it.
 * Must be seen: the first and the third have run a hundred times each, the second far less often.
 */
#include <user/test.h>

#define ROUNDS 100

/* The n-th environment of this program's name, even if it has ended by now. */
static const volatile struct Env *
partner(int n)
{
	for (int i = 0; i < NENV; i++)
		if (strcmp((const char *)envs[i].env_name, binaryname) == 0 && n-- == 0)
			return &envs[i];
	panic("start three of them");
}

void
umain(int argc, char **argv)
{
	/*
	 * All three are there before any of them runs, and no slot is used again: all find the
	 * same.
	 */
	const volatile struct Env *first = partner(0), *third;
	envid_t first_id = first->env_id;
	int given = 0, r = 0;

	if (thisenv == first) {
		third = partner(2);
		while (given < ROUNDS && (r = sys_yield_to(third->env_id)) != -E_BAD_ENV)
			given += r == 0;
	} else if (partner(1) == thisenv) {
		while (first->env_id == first_id && first->env_status != ENV_FREE)
			sys_yield();
	} else {
		while ((r = sys_yield_to(first_id)) != -E_BAD_ENV)
			given += r == 0;
	}
	report("yieldto %08x gave %d turns, then %d", thisenv->env_id, given, r);
}
