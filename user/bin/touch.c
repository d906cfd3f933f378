/* SPDX-License-Identifier: MIT */
/* touch - makes empty files where there are none: touch name... */
#include "tool.h"

static int
touch(const char *name)
{
	int fd = open(name, O_WRONLY | O_CREAT);

	return fd < 0 ? fd : close(fd);
}

void
umain(int argc, char **argv)
{
	tool_each_name(argc, argv, touch);
}
