/* SPDX-License-Identifier: MIT */
/*
 * kerninfo.c - what a program can ask of the page at UINFO: the machine's command line.
 */
#include <inc/cmdline.h>
#include <inc/lib.h>

/* The page does not change while programs run, so it may be read as ordinary memory. */
static const char *
cmdline(void)
{
	return (const char *)kerninfo.ki_cmdline;
}

bool
cmdline_has(const char *key)
{
	return cmdline_find(cmdline(), key, NULL, 0);
}

bool
cmdline_get(const char *key, char *buf, size_t n)
{
	return cmdline_find(cmdline(), key, buf, n);
}

const char *
nonce(void)
{
	static char value[33];

	cmdline_get("nonce", value, sizeof(value));
	return value;
}
