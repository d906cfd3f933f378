/* SPDX-License-Identifier: MIT */
/*
 * mv - gives files another name, or another place: mv from to; mv from... directory
 *
 * A directory that cannot be moved in one step (inc/lib.h, rename()) is made anew, and what is in
 * it moved, piece by piece. After a stop in between, each piece is in one of the two.
 */
#include "tool.h"

static char from[MAXPATHLEN], to[MAXPATHLEN]; /* of what is being moved */

static void move(int depth);

static void
move_inner(const char *name, int depth)
{
	size_t n = strlen(from), m = strlen(to);

	if (tool_enter(from, name) && tool_enter(to, name))
		move(depth + 1);
	from[n] = to[m] = '\0';
}

static int
move_directory(int depth)
{
	int r = depth < TOOL_DEPTH_MAX ? mkdir(to) : -E_BAD_PATH;

	if (r < 0 || (r = tool_each_inside(from, move_inner, depth)) < 0)
		return r;
	return rmdir(from);
}

static void
move(int depth)
{
	int r = rename(from, to);

	if (r == -E_NOT_AT_ONCE)
		r = move_directory(depth);
	if (r < 0)
		tool_pair_error(from, to, r);
}

static void
move_pair(const char *old, const char *new)
{
	if (strlcpy(from, old, sizeof(from)) < strlen(old) ||
	    strlcpy(to, new, sizeof(to)) < strlen(new))
		tool_pair_error(old, new, -E_BAD_PATH);
	else
		move(0);
}

void
umain(int argc, char **argv)
{
	tool_no_flags(&argc, argv, "from... to");
	if (argc < 3)
		tool_usage("from... to");
	tool_each_pair(argc, argv, move_pair);
	tool_end();
}
