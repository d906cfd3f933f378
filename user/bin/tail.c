/* SPDX-License-Identifier: MIT */
/* tail - the last lines: tail [-n N] [file...]; -N is the same; 10 without it */
#include "tool.h"

static long wanted;
static char (*kept)[TOOL_LINE_MAX]; /* a ring of lines */

static void
end(int fd, const char *name)
{
	static struct ToolLines lines;
	const char *line;
	long n = 0;

	tool_lines(&lines, fd, name);
	while (wanted > 0 && (line = tool_line(&lines)))
		strcpy(kept[n++ % wanted], line);
	for (long i = MAX(n - wanted, 0l); i < n; i++)
		tool_print("%s\n", kept[i % wanted]);
}

void
umain(int argc, char **argv)
{
	wanted = tool_count(&argc, argv);
	kept = tool_alloc((size_t)wanted * sizeof(*kept));
	tool_each_file(argc - 1, argv + 1, end);
	tool_end();
}
