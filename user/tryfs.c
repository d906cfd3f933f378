/* SPDX-License-Identifier: MIT */
/*
 * tryfs - makes a file of two blocks, and waits until it is on the disk; without the library's
 * files. Start it after parts and fs. Must be seen: what each request returns.
 */
#include <user/fsraw.h>

#define SIZE 5000

static char text[SIZE];

void
umain(int argc, char **argv)
{
	raw_start();
	memset(text, 'x', SIZE);
	report("open: %d", raw_open(0, "/new", O_RDWR | O_CREAT));
	report("write: %d", raw_write(0, 0, text, SIZE));
	raw_close(0);
	report("sync: %d", raw_sync());
}
