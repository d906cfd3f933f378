/* SPDX-License-Identifier: MIT */
/* mkdir - makes directories: mkdir name... */
#include "tool.h"

void
umain(int argc, char **argv)
{
	tool_each_name(argc, argv, mkdir);
}
