/* SPDX-License-Identifier: MIT */
/* rm - removes files: rm [-r] name...; with -r, directories and all that is in them, too */
#include "tool.h"

#define DEPTH_MAX 24 /* for each, something lies on the stack and a descriptor is open */

static char path[MAXPATHLEN]; /* of what is being removed */

static void remove_tree(int depth);

/* Puts a name behind the path, as long as what is in there is removed. */
static void
remove_inner(const char *name, int depth)
{
	size_t n = strlen(path);

	if (n + 1 + strlen(name) >= sizeof(path)) {
		tool_error(name, -E_BAD_PATH);
		return;
	}
	path[n] = '/';
	strcpy(path + n + 1, name);
	remove_tree(depth + 1);
	path[n] = '\0';
}

/* Removes what is in a directory. */
static int
empty(int depth)
{
	struct Stat entry;
	int fd = open(path, O_RDONLY), r;

	if (fd < 0)
		return fd;
	while ((r = readdir(fd, &entry)) > 0)
		if (strcmp(entry.st_name, ".") != 0 && strcmp(entry.st_name, "..") != 0)
			remove_inner(entry.st_name, depth);
	close(fd);
	return r;
}

static void
remove_tree(int depth)
{
	int r = depth < DEPTH_MAX ? remove(path) : -E_BAD_PATH;

	if (r == -E_IS_DIR && (r = empty(depth)) == 0)
		r = rmdir(path);
	if (r < 0)
		tool_error(path, r);
}

/* What nobody means: the directory in which all others are, by whatever path. */
static bool
is_root(const char *name)
{
	struct Stat root, st;

	return stat("/", &root) == 0 && stat(name, &st) == 0 && st.st_ino == root.st_ino;
}

void
umain(int argc, char **argv)
{
	bool trees = argc > 1 && strcmp(argv[1], "-r") == 0;

	if (!trees)
		tool_each_name(argc, argv, remove);
	if (argc < 3)
		tool_usage("[-r] name...");
	for (int i = 2; i < argc; i++) {
		if (strlcpy(path, argv[i], sizeof(path)) < strlen(argv[i]))
			tool_error(argv[i], -E_BAD_PATH);
		else if (is_root(path))
			tool_error(argv[i], -E_INVAL);
		else
			remove_tree(0);
	}
	tool_end();
}
