/* SPDX-License-Identifier: MIT */
/*
 * rm - removes files: rm [-fr] name...
 *
 * -r: directories and all that is in them, too; -f: it is no error that there is none.
 */
#include "tool.h"

static const char usage[] = "[-fr] name...";

#define DEPTH_MAX 24 /* for each, something lies on the stack and a descriptor is open */

static bool trees, forced;
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

	if (r == -E_IS_DIR && trees && (r = empty(depth)) == 0)
		r = rmdir(path);
	if (r < 0 && !(forced && r == -E_NOT_FOUND))
		tool_error(path, r);
}

/*
 * What nobody means: the directory in which all others are, by whatever path; and that in which
 * others may be at work, as "." and "..".
 */
static bool
is_protected(const char *name)
{
	const char *last = tool_last_part(name);
	size_t n = (size_t)(strfind(last, '/') - last);
	struct Stat root, st;

	if (*last == '.' && (n == 1 || (n == 2 && last[1] == '.')))
		return true;
	return stat("/", &root) == 0 && stat(name, &st) == 0 && st.st_ino == root.st_ino;
}

void
umain(int argc, char **argv)
{
	bool *const flags[] = { &forced, &trees };

	tool_flags(&argc, argv, "fr", flags, usage);
	if (argc < 2 && !forced)
		tool_usage(usage);
	for (int i = 1; i < argc; i++) {
		if (strlcpy(path, argv[i], sizeof(path)) < strlen(argv[i]))
			tool_error(argv[i], -E_BAD_PATH);
		else if (is_protected(path))
			tool_error(argv[i], -E_INVAL);
		else
			remove_tree(0);
	}
	tool_end();
}
