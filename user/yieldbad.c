/* SPDX-License-Identifier: MIT */
/*
 * yieldbad - gives its turn to environments that cannot take it.
 * Must be seen: the error of each; bystander is one that never runs (kern/test/lab4.c).
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	envid_t self = thisenv->env_id;

	report("yield_nobody %d", sys_yield_to(-1));
	report("yield_stale %d", sys_yield_to(self ^ 1 << 30));
	report("yield_free %d", sys_yield_to(self + NENV - 1));
	report("yield_self %d", sys_yield_to(self));
	report("yield_zero %d", sys_yield_to(0));
	for (int i = 0; i < NENV; i++)
		if (envs[i].env_status == ENV_NOT_RUNNABLE)
			report("yield_stopped %d", sys_yield_to(envs[i].env_id));
}
