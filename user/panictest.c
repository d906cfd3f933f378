/* SPDX-License-Identifier: MIT */
/*
 * panictest - panics: what assert() and panic() do in a program.
 * Must be seen: the message with this file and line, and the functions that led here.
 */
#include <user/test.h>

static __attribute__((noinline)) void
check(int answer)
{
	assert(answer == 42);
	panic("the answer was %d", answer);
}

void
umain(int argc, char **argv)
{
	report("panictest: about to fail");
	check(argc + 41);
}
