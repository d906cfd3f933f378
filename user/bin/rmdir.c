/* SPDX-License-Identifier: MIT */
/* rmdir - removes empty directories: rmdir name... */
#include "tool.h"

void
umain(int argc, char **argv)
{
	tool_each_name(argc, argv, rmdir);
}
