/* SPDX-License-Identifier: MIT */
/*
 * init - the first program that a person meets: makes the terminal, and starts the shell on it;
 * again, when that has ended. Start it after parts and fs.
 */
#include <inc/lib.h>
#include <lib/terminal.h>

#define SHELL "/bin/sh"

static int
must(const char *what, int result)
{
	if (result < 0) {
		cprintf("init: %s: %e\n", what, result);
		exit_status(1);
	}
	return result;
}

static const char *const arguments[] = { "sh", NULL };

void
umain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	must("terminal", terminal_prepare());
	must("console", opencons());
	must("console", dup(0, 1));
	must("console", dup(0, 2));
	printf("Exolab. Type help for a page of help.\n");
	for (;;)
		wait_status(must(SHELL, spawn(SHELL, arguments)));
}
