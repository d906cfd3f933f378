/* SPDX-License-Identifier: MIT */
/*
 * forktree - a binary tree of forks, each named by the way to it from the root.
 * Must be seen: the 15 names "", 0, 1, 00, ... 111, each once, each said by an environment of its
 * own.
 */
#include <user/test.h>

#define DEPTH 3

static void
grow(const char *name)
{
	char next[DEPTH + 1];

	report("node [%s] %08x %08x", name, thisenv->env_id, sys_getenvid());
	if (strlen(name) == DEPTH)
		return;
	for (char branch = '0'; branch <= '1'; branch++) {
		envid_t child;

		snprintf(next, sizeof(next), "%s%c", name, branch);
		if ((child = fork()) < 0)
			panic("fork: %e", child);
		if (child == 0) {
			grow(next);
			exit();
		}
		wait(child);
	}
}

void
umain(int argc, char **argv)
{
	grow("");
}
