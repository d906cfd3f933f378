/* SPDX-License-Identifier: MIT */
/*
 * echo - reads lines from the console and prints them back, until the line "quit".
 * Must be seen: each line that was typed, in angle brackets.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	char *line;

	while ((line = readline("echo> ")) != NULL && strcmp(line, "quit") != 0)
		report("echo: <%s>", line);
	report("echo: done");
}
