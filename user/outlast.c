/* SPDX-License-Identifier: MIT */
/*
 * outlast - uses the processor, and makes no system call, until all others have ended.
 * Must be seen: the line of the end, after those of all others.
 */
#include <user/peers.h>

void
umain(int argc, char **argv)
{
	int others;

	peers_find();
	report("outlast: here I stay");
	do {
		others = 0;
		for (int n = 0; n < npeers; n++)
			others += n != me && peer_lives(n);
	} while (others > 0);
	report("outlast: all others have ended");
}
