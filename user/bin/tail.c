/* SPDX-License-Identifier: MIT */
/* tail - the last lines: tail [-n N] [file...]; -N is the same; 10 without it */
#include "tool.h"

static long wanted;

/* Lines that are kept, the oldest first. */
static struct Kept {
	struct Kept *next;
	char *text;
	size_t room; /* for it */
} * oldest, *newest;
static struct Kept *spare; /* of files before this one */

/* A place for one more: the oldest line's, if there are as many as are wanted. */
static struct Kept *
take_place(bool full)
{
	struct Kept **from = full ? &oldest : &spare, *kept = *from;

	if (!kept)
		return memset(tool_alloc(sizeof(*kept)), 0, sizeof(*kept));
	*from = kept->next;
	return kept;
}

static void
keep(const char *line, bool full)
{
	struct Kept *kept = take_place(full);
	size_t n = strlen(line) + 1;

	if (n > kept->room) {
		kept->room = 2 * n;
		kept->text = tool_alloc(kept->room);
	}
	strcpy(kept->text, line);
	kept->next = NULL;
	if (oldest)
		newest->next = kept;
	else
		oldest = kept;
	newest = kept;
}

static void
end(int fd, const char *name)
{
	static struct ToolLines lines;
	const char *line;

	tool_lines(&lines, fd, name);
	for (long n = 0; wanted > 0 && (line = tool_line(&lines)); n++)
		keep(line, n >= wanted);
	for (struct Kept *kept; (kept = oldest); spare = kept) {
		tool_print("%s\n", kept->text);
		oldest = kept->next;
		kept->next = spare;
	}
}

void
umain(int argc, char **argv)
{
	wanted = tool_count(&argc, argv);
	tool_each_file(argc - 1, argv + 1, end);
	tool_end();
}
