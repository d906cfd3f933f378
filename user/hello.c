/* SPDX-License-Identifier: MIT */
/*
 * hello - the first program, and the shortest.
 * Must be seen: both lines, the second with an id that the monitor's list of environments shows.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("hello, world");
	report("i am environment %08x", thisenv->env_id);
}
