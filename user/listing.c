/* SPDX-License-Identifier: MIT */
/*
 * listing - reads a directory while it changes: where the next entry began, there is soon the
 * middle of a longer name. Start it after parts and fs. Must be seen: what was there all the time.
 */
#include <user/test.h>

static void
make(const char *path)
{
	close(must(open(path, O_WRONLY | O_CREAT)));
}

void
umain(int argc, char **argv)
{
	struct Stat st;
	int fd;

	must(mkdir("/names"));
	make("/names/a");
	make("/names/b");
	make("/names/c");
	fd = must(open("/names", O_RDONLY));
	do
		must(readdir(fd, &st));
	while (strcmp(st.st_name, "a") != 0);
	must(remove("/names/a"));
	must(remove("/names/b"));
	make("/names/sixteen_letters_");
	report("next %d", readdir(fd, &st));
	report("name [%s]", st.st_name);
	must(remove("/names/c"));
	make("/names/c");
	report("end %d", readdir(fd, &st));
	must(seek(fd, 0));
	while (must(readdir(fd, &st)) == 1)
		report("again [%s] %d", st.st_name, st.st_isdir);
}
