/* SPDX-License-Identifier: MIT */
/*
 * fscost - what requests to the file server cost, when it need not ask the disk; on a disk with
 * /d/file of 100 pages. Must be seen: "BENCH name instructions median min n" for each.
 */
#include <user/measure.h>
#include <user/fsraw.h>

#define SOME 51

static void
make_and_remove(void)
{
	raw_open(1, "/d/new", O_RDWR | O_CREAT);
	sys_page_unmap(0, raw_fd(1));
	raw_path(FSREQ_REMOVE, 0, "/d/new", NULL, NULL);
}

static void
open_and_close(void)
{
	raw_open(1, "/d/file", O_RDONLY);
	sys_page_unmap(0, raw_fd(1));
}

void
umain(int argc, char **argv)
{
	raw_start();
	make_and_remove();
	open_and_close();
	MEASURE("create_remove", SOME, make_and_remove());
	MEASURE("open_close", SOME, open_and_close());
	raw_open(0, "/d/file", O_RDWR);
	raw_file(0, FSOP_MAP_READ, 40, 0);
	MEASURE("show_16", SOME, raw_file(0, FSOP_MAP_READ, 40, 0));
	raw_file(0, FSOP_MAP_WRITE, 40, 41 * PGSIZE);
	MEASURE("show_16_to_write", SOME, raw_file(0, FSOP_MAP_WRITE, 40, 41 * PGSIZE));
}
