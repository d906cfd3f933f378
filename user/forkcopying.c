/* SPDX-License-Identifier: MIT */
/*
 * forkcopying - the same with fork_copying().
 * Must be seen: what the parent could write the child has for itself, and nothing is marked.
 */
#include <user/forkpages.h>

void
umain(int argc, char **argv)
{
	fork_and_write(fork_copying);
}
