/* SPDX-License-Identifier: MIT */
/*
 * rm - removes files: rm [-fr] name...
 *
 * -r: directories and all that is in them, too; -f: it is no error that there is none.
 */
#include "tool.h"

static const char usage[] = "[-fr] name...";

static bool trees, forced;
static char path[MAXPATHLEN]; /* of what is being removed */

static void remove_tree(int depth);

static void
remove_inner(const char *name, int depth)
{
	size_t n = strlen(path);

	if (tool_enter(path, name))
		remove_tree(depth + 1);
	path[n] = '\0';
}

static void
remove_tree(int depth)
{
	int r = depth < TOOL_DEPTH_MAX ? remove(path) : -E_BAD_PATH;

	if (r == -E_IS_DIR && trees && (r = tool_each_inside(path, remove_inner, depth)) == 0)
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
