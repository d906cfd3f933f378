/* SPDX-License-Identifier: MIT */
/*
 * buggyhello2 - gives a good string and a length of 1 MiB, more than is mapped behind it.
 * Must be seen: the environment is destroyed for the first address behind its data; nothing of the
 * string is printed.
 */
#include <user/test.h>

static const char *hello = "THIS MUST NOT BE SEEN\n";

void
umain(int argc, char **argv)
{
	report("buggyhello2: about to print 1 MiB");
	sys_cputs(hello, 1024 * 1024);
	survived("printed 1 MiB");
}
