/* SPDX-License-Identifier: MIT */
/* cat - copies files to the output: cat [file...] */
#include "tool.h"

static void
copy(int fd, const char *name)
{
	static char buf[16 * 1024];
	ssize_t n;

	while ((n = read(fd, buf, sizeof(buf))) > 0)
		tool_write(1, buf, (size_t)n);
	if (n < 0)
		tool_error(name ? name : "input", (int)n);
}

void
umain(int argc, char **argv)
{
	tool_each_file(argc - 1, argv + 1, copy);
	tool_end();
}
