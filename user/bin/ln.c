/* SPDX-License-Identifier: MIT */
/* ln - gives files another name: ln file name; ln file... directory */
#include "tool.h"

static void
name_it(const char *from, const char *to)
{
	int r = link(from, to);

	if (r < 0)
		tool_pair_error(from, to, r);
}

void
umain(int argc, char **argv)
{
	tool_no_flags(&argc, argv, "file... name");
	if (argc < 3)
		tool_usage("file... name");
	tool_each_pair(argc, argv, name_it);
	tool_end();
}
