/* SPDX-License-Identifier: MIT */
/*
 * exitnow - ends itself in the middle.
 * Must be seen: the first line, and nothing of the second.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	report("exitnow: leaving");
	exit();
	survived("returned from exit()");
}
