/* SPDX-License-Identifier: MIT */
/* echo - prints its arguments: echo [-n] [word...]; with -n, no newline */
#include "tool.h"

void
umain(int argc, char **argv)
{
	bool newline = argc < 2 || strcmp(argv[1], "-n") != 0;

	for (int i = newline ? 1 : 2; i < argc; i++)
		tool_print("%s%s", argv[i], i < argc - 1 ? " " : "");
	if (newline)
		tool_print("\n");
	tool_end();
}
