/* SPDX-License-Identifier: MIT */
/* sort - prints lines in the order of their bytes: sort [-ru] [file...]; -r: backwards, -u: once */
#include "tool.h"

static size_t nlines, room;
static const char **all; /* twice as many as there is room for: sorting needs them */

static void
add(const char *line)
{
	if (nlines == room) {
		const char **more = tool_alloc(4 * (room + 64) * sizeof(*more));

		memcpy(more, all, nlines * sizeof(*all));
		all = more;
		room = 2 * (room + 64);
	}
	all[nlines++] = tool_keep(line);
}

static void
take(int fd, const char *name)
{
	static struct ToolLines lines;
	const char *line;

	tool_lines(&lines, fd, name);
	while ((line = tool_line(&lines)))
		add(line);
}

void
umain(int argc, char **argv)
{
	bool backwards = false, once = false;
	bool *const flags[] = { &backwards, &once };

	tool_flags(&argc, argv, "ru", flags, "[-ru] [file...]");
	tool_each_file(argc - 1, argv + 1, take);
	tool_sort(all, nlines, all + nlines);
	for (size_t i = 0; i < nlines; i++) {
		size_t n = backwards ? nlines - 1 - i : i;

		if (!once || n == 0 || strcmp(all[n - 1], all[n]) != 0)
			tool_print("%s\n", all[n]);
	}
	tool_end();
}
