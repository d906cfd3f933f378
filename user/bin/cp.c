/* SPDX-License-Identifier: MIT */
/* cp - copies files: cp from to; cp from... directory */
#include "tool.h"

/* All of one file into another, both open. */
static void
copy_all(int in, const char *from, int out, const char *to)
{
	static char buf[16 * 1024];
	ssize_t n, r = 0;

	while ((n = read(in, buf, sizeof(buf))) > 0)
		for (ssize_t done = 0; done < n; done += r) {
			r = write(out, buf + done, (size_t)(n - done));
			if (r < 0) {
				tool_error(to, (int)r);
				return;
			}
		}
	if (n < 0)
		tool_error(from, (int)n);
}

/* Why from, open as in, cannot be copied to `to`; or 0. */
static int
refused(int in, const char *to)
{
	struct Stat source, target;
	int r = fstat(in, &source);

	if (r == 0 && source.st_isdir)
		r = -E_IS_DIR;
	/* To cut the file itself would leave nothing to copy. */
	if (r == 0 && stat(to, &target) == 0 && target.st_ino == source.st_ino)
		r = -E_FILE_EXISTS;
	return r;
}

static void
copy(const char *from, const char *to)
{
	int in = open(from, O_RDONLY), out, r;

	if (in < 0) {
		tool_error(from, in);
		return;
	}
	if ((r = refused(in, to)) < 0) {
		tool_pair_error(from, to, r);
	} else if ((out = open(to, O_WRONLY | O_CREAT | O_TRUNC)) < 0) {
		tool_error(to, out);
	} else {
		copy_all(in, from, out, to);
		close(out);
	}
	close(in);
}

void
umain(int argc, char **argv)
{
	tool_no_flags(&argc, argv, "from... to");
	if (argc < 3)
		tool_usage("from... to");
	tool_each_pair(argc, argv, copy);
	tool_end();
}
