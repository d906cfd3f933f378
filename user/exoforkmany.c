/* SPDX-License-Identifier: MIT */
/*
 * exoforkmany - makes children until it gets no more, ends them, and does it again.
 * Must be seen: as many the second time, and why it got no more.
 */
#include <user/stay.h>

/* Makes children of all that is free. Returns how many, and why there were no more. */
static int
take_all(envid_t *children, int *error)
{
	int n = 0;

	while ((*error = sys_exofork()) > 0 && n < NENV)
		children[n++] = *error;
	return n;
}

void
umain(int argc, char **argv)
{
	static envid_t children[NENV];
	int error;

	for (int round = 1; round <= 2; round++) {
		int n = take_all(children, &error);

		report("round%d %d %d", round, n, error);
		for (int i = 0; i < n; i++)
			must(sys_env_destroy(children[i]));
	}
}
