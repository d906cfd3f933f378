/* SPDX-License-Identifier: MIT */
/*
 * grep - prints lines in which a pattern is found: grep [-vnc] pattern [file...]
 *
 * In a pattern, ^ is the beginning of the line, $ its end, . any character, x* any number of x, and
 * \ takes away what the next character means. -v: lines in which it is not found; -n: with their
 * numbers; -c: only how many there are. Ends with 0 if there was one, 1 if not, 2 after an error.
 */
#include "tool.h"

static const char usage[] = "[-vnc] pattern [file...]";

static const char *pattern;
static bool others, numbers, only_count, many;
static bool found;

/* Is c what one character of the pattern says? *next is what comes behind that. */
static bool
fits_one(const char *p, char c, const char **next)
{
	if (*p == '\\' && p[1] != '\0') {
		*next = p + 2;
		return c == p[1];
	}
	*next = p + 1;
	return c != '\0' && (*p == '.' || c == *p);
}

/* Does the text begin with what the pattern from p on says? */
static bool
fits(const char *p, const char *text)
{
	while (*p != '\0') {
		const char *next;
		bool one = fits_one(p, *text, &next);

		if (*p == '$' && p[1] == '\0')
			return *text == '\0';
		if (*next == '*') {
			/* As few as will do: first none, then one more. */
			while (!fits(next + 1, text)) {
				if (!fits_one(p, *text, &next))
					return false;
				text++;
			}
			return true;
		}
		if (!one)
			return false;
		p = next;
		text++;
	}
	return true;
}

static bool
is_in(const char *text)
{
	if (*pattern == '^')
		return fits(pattern + 1, text);
	for (; !fits(pattern, text); text++)
		if (*text == '\0')
			return false;
	return true;
}

static void
search(int fd, const char *name)
{
	static struct ToolLines lines;
	unsigned number = 0, count = 0;
	const char *line;

	tool_lines(&lines, fd, name);
	while ((line = tool_line(&lines))) {
		number++;
		if (is_in(line) == others)
			continue;
		count++;
		if (only_count)
			continue;
		if (many)
			tool_print("%s:", lines.name);
		if (numbers)
			tool_print("%u:", number);
		tool_print("%s\n", line);
	}
	if (only_count)
		tool_print("%s%s%u\n", many ? lines.name : "", many ? ":" : "", count);
	found |= count > 0;
}

void
umain(int argc, char **argv)
{
	bool *const flags[] = { &others, &numbers, &only_count };

	tool_flags(&argc, argv, "vnc", flags, usage);
	if (argc < 2)
		tool_usage(usage);
	pattern = argv[1];
	many = argc > 3;
	tool_each_file(argc - 2, argv + 2, search);
	tool_flush();
	exit_status(tool_status ? 2 : !found);
}
