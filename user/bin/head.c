/* SPDX-License-Identifier: MIT */
/* head - the first lines: head [-n N] [file...]; -N is the same; 10 without it */
#include "tool.h"

static long wanted;

static void
begin(int fd, const char *name)
{
	static struct ToolLines lines;
	const char *line;

	tool_lines(&lines, fd, name);
	for (long i = 0; i < wanted && (line = tool_line(&lines)); i++)
		tool_print("%s\n", line);
}

void
umain(int argc, char **argv)
{
	wanted = tool_count(&argc, argv);
	tool_each_file(argc - 1, argv + 1, begin);
	tool_end();
}
