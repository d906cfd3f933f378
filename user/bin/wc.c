/* SPDX-License-Identifier: MIT */
/* wc - counts lines, words and bytes: wc [-lwc] [file...]; with flags, only those */
#include "tool.h"

struct Counts {
	unsigned lines, words, bytes;
};

static struct Counts total;
static bool want_lines, want_words, want_bytes;

static void
show(const struct Counts *counts, const char *name)
{
	if (want_lines)
		tool_print("%7u ", counts->lines);
	if (want_words)
		tool_print("%7u ", counts->words);
	if (want_bytes)
		tool_print("%7u ", counts->bytes);
	tool_print("%s\n", name);
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static void
count(int fd, const char *name)
{
	static char buf[16 * 1024];
	struct Counts counts = { 0, 0, 0 };
	bool in_word = false;
	ssize_t n;

	while ((n = read(fd, buf, sizeof(buf))) > 0) {
		counts.bytes += (unsigned)n;
		for (ssize_t i = 0; i < n; i++) {
			counts.lines += buf[i] == '\n';
			counts.words += !is_space(buf[i]) && !in_word;
			in_word = !is_space(buf[i]);
		}
	}
	if (n < 0)
		tool_error(name ? name : "input", (int)n);
	show(&counts, name ? name : "");
	total.lines += counts.lines;
	total.words += counts.words;
	total.bytes += counts.bytes;
}

void
umain(int argc, char **argv)
{
	bool *const flags[] = { &want_lines, &want_words, &want_bytes };

	tool_flags(&argc, argv, "lwc", flags, "[-lwc] [file...]");
	if (!want_lines && !want_words && !want_bytes)
		want_lines = want_words = want_bytes = true;
	tool_each_file(argc - 1, argv + 1, count);
	if (argc > 2)
		show(&total, "total");
	tool_end();
}
