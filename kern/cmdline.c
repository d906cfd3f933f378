/* SPDX-License-Identifier: MIT */
/*
 * cmdline.c - keeps the kernel's command line.
 */
#include <inc/cmdline.h>
#include <inc/kerninfo.h>
#include <inc/string.h>
#include <kern/cmdline.h>

static char cmdline[CMDLINE_MAX];

void
cmdline_init(const char *text)
{
	strlcpy(cmdline, text, sizeof(cmdline));
}

const char *
cmdline_text(void)
{
	return cmdline;
}

bool
cmdline_has(const char *key)
{
	return cmdline_find(cmdline, key, NULL, 0);
}

bool
cmdline_get(const char *key, char *buf, size_t n)
{
	return cmdline_find(cmdline, key, buf, n);
}
