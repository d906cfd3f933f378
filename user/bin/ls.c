/* SPDX-License-Identifier: MIT */
/*
 * ls - what is in directories, sorted: ls [-al] [name...]
 *
 * -a: names that begin with a dot, too; -l: a line for each, with its names on the disk, its bytes
 * and its inode.
 */
#include "tool.h"

static bool all, detailed;

static int
show(const char *path, const char *name)
{
	struct Stat st;
	int r = stat(path, &st);

	if (r < 0) {
		tool_error(path, r);
		return r;
	}
	if (detailed)
		tool_print("%c %3u %10d %6u %s\n", st.st_isdir ? 'd' : '-', st.st_nlink, st.st_size,
			   st.st_ino, name);
	else
		tool_print("%s%s\n", name, st.st_isdir ? "/" : "");
	return 0;
}

/* How many names there are; stores them in order if names is not null, max of them. */
static size_t
read_names(int fd, const char *path, const char **names, size_t max)
{
	struct Stat entry;
	size_t n = 0;
	int r;

	seek(fd, 0);
	while ((r = readdir(fd, &entry)) > 0) {
		if (entry.st_name[0] == '.' && !all)
			continue;
		if (names && n == max)
			break;
		if (names)
			names[n] = tool_keep(entry.st_name);
		n++;
	}
	if (r < 0)
		tool_error(path, r);
	return n;
}

static void
list(int fd, const char *path)
{
	static char inner[MAXPATHLEN];
	size_t n = read_names(fd, path, NULL, 0);
	const char **names = tool_alloc(2 * n * sizeof(*names));

	n = read_names(fd, path, names, n);
	tool_sort(names, n, names + n);
	for (size_t i = 0; i < n; i++)
		if (tool_join(inner, path, names[i]))
			show(inner, names[i]);
}

static void
list_name(const char *path)
{
	struct Stat st;
	int fd = open(path, O_RDONLY), r;

	if (fd < 0) {
		tool_error(path, fd);
		return;
	}
	if ((r = fstat(fd, &st)) < 0)
		tool_error(path, r);
	else if (st.st_isdir)
		list(fd, path);
	else
		show(path, path);
	close(fd);
}

void
umain(int argc, char **argv)
{
	bool *const flags[] = { &all, &detailed };

	tool_flags(&argc, argv, "al", flags, "[-al] [name...]");
	if (argc == 1)
		list_name(".");
	for (int i = 1; i < argc; i++) {
		if (argc > 2 && tool_is_directory(argv[i]))
			tool_print("%s%s:\n", i > 1 ? "\n" : "", argv[i]);
		list_name(argv[i]);
	}
	tool_end();
}
