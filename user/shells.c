/* SPDX-License-Identifier: MIT */
/*
 * shells - starts /bin/sh on a terminal, once. A person types; or script=FILE says what it runs,
 * with the nonce as $1. With files=N, N more descriptors are open, and the shell has them, too.
 * Must be seen: its status, and what is written as the script says.
 */
#include <lib/terminal.h>
#include <user/test.h>

static const char *arguments[] = { "sh", NULL, NULL, NULL };

static void
open_files(void)
{
	char text[16];
	long n = cmdline_get("files", text, sizeof(text)) ? strtol(text, NULL, 0) : 0;

	for (; n > 0; n--)
		open("/bin/sh", O_RDONLY);
}

void
umain(int argc, char **argv)
{
	static char script[64];
	envid_t shell;

	USED(argc);
	USED(argv);
	terminal_prepare();
	opencons();
	dup(0, 1);
	dup(0, 2);
	open_files();
	if (cmdline_get("script", script, sizeof(script))) {
		arguments[1] = script;
		arguments[2] = nonce();
	}
	shell = spawn("/bin/sh", arguments);
	report("shell %d", shell < 0 ? shell : wait_status(shell));
	sync();
}
