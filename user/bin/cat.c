/* SPDX-License-Identifier: MIT */
/* cat - copies files to the output: cat [file...] */
#include "tool.h"

/* Is it the file to which all is written? Then there would be no end, for that grows. */
static bool
is_output(int fd)
{
	struct Stat in, out;

	return fstat(fd, &in) == 0 && fstat(1, &out) == 0 && in.st_dev == out.st_dev &&
	       in.st_dev == FS_DEV_ID && in.st_ino == out.st_ino && in.st_size > 0;
}

static void
copy(int fd, const char *name)
{
	static char buf[16 * 1024];
	ssize_t n;

	if (is_output(fd)) {
		fprintf(2, "cat: %s: this is where the output goes\n", name ? name : "input");
		tool_status = 1;
		return;
	}
	while ((n = read(fd, buf, sizeof(buf))) > 0)
		tool_write(1, buf, (size_t)n);
	if (n < 0)
		tool_error(name ? name : "input", (int)n);
}

void
umain(int argc, char **argv)
{
	tool_no_flags(&argc, argv, "[file...]");
	tool_each_file(argc - 1, argv + 1, copy);
	tool_end();
}
