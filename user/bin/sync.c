/* SPDX-License-Identifier: MIT */
/* sync - returns when all that was written is on the disk */
#include "tool.h"

void
umain(int argc, char **argv)
{
	int r = sync();

	if (r < 0)
		tool_error("disk", r);
	tool_end();
}
