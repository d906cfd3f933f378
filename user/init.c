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

/* There is nothing to be done without a shell, but to say why. */
static void __noreturn
give_up(int error)
{
	if (!ipc_find_env(ENV_TYPE_FS))
		cprintf("init: there is no file system, and so no " SHELL "\n");
	else
		cprintf("init: cannot start " SHELL ": %e\n", error);
	exit_status(1);
}

void
umain(int argc, char **argv)
{
	static struct Stat shell;
	int r;

	USED(argc);
	USED(argv);
	must("terminal", terminal_prepare());
	must("console", opencons());
	must("console", dup(0, 1));
	must("console", dup(0, 2));
	if ((r = stat(SHELL, &shell)) == 0)
		printf("Exolab. Type help for a page of help.\n");
	while (r >= 0 && (r = spawn(SHELL, arguments)) > 0)
		wait_status(r);
	give_up(r);
}
