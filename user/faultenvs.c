/* SPDX-License-Identifier: MIT */
/*
 * faultenvs - writes the table of environments, to make itself runnable for ever.
 * Must be seen: a page fault: write, protection violation, in the page of its own struct Env.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("faultenvs: about to write my struct Env at %08x", (uintptr_t)thisenv);
	poke((uintptr_t)&thisenv->env_status, ENV_RUNNABLE);
	survived("wrote the table of environments");
}
