/* SPDX-License-Identifier: MIT */
/*
 * share - does nothing but count, until the timer has ended slices=N of its time slices (20), and
 * says how far it came, and how many slices the others have had by then.
 * Must be seen: "share: SLICES slices, COUNT rounds; others: SLICES ..." from each.
 */
#include <user/peers.h>

void
umain(int argc, char **argv)
{
	uint32_t slices, first, rounds = 0;
	char others[80] = "";
	size_t length = 0;

	peers_find();
	slices = option("slices", 20);
	/* From the beginning of a slice to the end of one. */
	for (first = thisenv->env_slices; thisenv->env_slices == first;)
		;
	for (first = thisenv->env_slices; thisenv->env_slices < first + slices;)
		rounds++;
	for (int n = 0; n < npeers; n++)
		if (n != me)
			length += (size_t)snprintf(others + length, sizeof(others) - length, " %u",
						   envs[n].env_slices);
	report("share: %u slices, %u rounds; others:%s", thisenv->env_slices, rounds, others);
}
