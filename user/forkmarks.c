/* SPDX-License-Identifier: MIT */
/*
 * forkmarks - a fork with pages of every kind.
 * Must be seen: what is marked PTE_COW in parent and child, and what each has for itself.
 */
#include <user/forkpages.h>

void
umain(int argc, char **argv)
{
	fork_and_write(fork);
}
