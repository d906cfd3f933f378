/* SPDX-License-Identifier: MIT */
/* mv - gives files another name, or another place: mv from to; mv from... directory */
#include "tool.h"

static void
move(const char *from, const char *to)
{
	int r = rename(from, to);

	if (r < 0)
		tool_pair_error(from, to, r);
}

void
umain(int argc, char **argv)
{
	tool_no_flags(&argc, argv, "from... to");
	if (argc < 3)
		tool_usage("from... to");
	tool_each_pair(argc, argv, move);
	tool_end();
}
