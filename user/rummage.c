/* SPDX-License-Identifier: MIT */
/*
 * rummage - does everything that can be done with files, to all that it finds on the disk.
 * Start it after parts and fs. Must be seen, however damaged the file system is: the last line.
 * Every call may fail, with an error that has a name.
 */
#include <user/test.h>

#define DEEPEST 4
#define MOST_ENTRIES 60 /* of a directory */
#define MOST_FILES 40	/* that are looked at more closely */

/* The path of what is looked at; one for all depths, since the stack is small. */
static char path[MAXPATHLEN] = "/";

static uint8_t buf[3 * PGSIZE];
static uint32_t nfiles;
static uint32_t nerrors;

/* The result of a call, which is no error, or one that there is. */
static int
checked(const char *what, int result)
{
	if (result <= -MAXERROR)
		report("strange: %s returns %d", what, result);
	nerrors += result < 0;
	return result;
}

static void
read_all_over(int fd, off_t size)
{
	const off_t places[] = { 0, 12 * PGSIZE - 5, (12 + 1024) * PGSIZE - 5, size - 10, size };

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		if (places[i] < 0 || checked("seek", seek(fd, places[i])) < 0)
			continue;
		if (checked("read", read(fd, buf, sizeof(buf))) < 0)
			break;
	}
}

static void
change(int fd, off_t size)
{
	if (checked("seek", seek(fd, size / 2)) == 0)
		checked("write", write(fd, "rummaged", 8));
	if (checked("seek", seek(fd, size)) == 0)
		checked("append", write(fd, buf, PGSIZE + 1));
	checked("ftruncate", ftruncate(fd, size / 2 + 1));
	checked("link", link(path, "/linked"));
	checked("rename", rename("/linked", "/renamed"));
	checked("remove", remove("/renamed"));
}

static void
look_at_file(void)
{
	static struct Stat st;
	int fd;

	if (nfiles++ >= MOST_FILES || checked("stat", stat(path, &st)) < 0)
		return;
	if ((fd = checked("open", open(path, O_RDWR))) < 0)
		fd = checked("open", open(path, O_RDONLY));
	if (fd < 0)
		return;
	checked("fstat", fstat(fd, &st));
	read_all_over(fd, st.st_size);
	change(fd, st.st_size);
	/* Some end while they are open. */
	if (nfiles % 2)
		checked("remove", remove(path));
	checked("close", close(fd));
}

static void
move_directory(void)
{
	checked("rename", rename(path, "/moved"));
	checked("rmdir", rmdir("/moved"));
	checked("rename", rename("/moved", path));
}

static void
look_at_directory(int depth)
{
	static struct Stat entry;
	size_t end = strlen(path);
	int fd;

	if ((fd = checked("open", open(path, O_RDONLY))) < 0)
		return;
	for (int i = 0; i < MOST_ENTRIES && checked("readdir", readdir(fd, &entry)) == 1; i++) {
		if (strcmp(entry.st_name, ".") == 0 || strcmp(entry.st_name, "..") == 0)
			continue;
		snprintf(path + end, (int)(sizeof(path) - end), "%s%s", depth ? "/" : "",
			 entry.st_name);
		if (!entry.st_isdir) {
			look_at_file();
		} else if (depth < DEEPEST) {
			look_at_directory(depth + 1);
			move_directory();
		}
		path[end] = 0;
	}
	checked("close", close(fd));
}

static void
make_and_remove(void)
{
	int fd;

	checked("mkdir", mkdir("/made"));
	if ((fd = checked("create", open("/made/file", O_RDWR | O_CREAT | O_EXCL))) >= 0) {
		for (int i = 0; i < 20; i++)
			if (checked("write", write(fd, buf, PGSIZE)) < 0)
				break;
		checked("sync", sync());
		checked("close", close(fd));
	}
	checked("rmdir", rmdir("/made"));
	checked("remove", remove("/made/file"));
	checked("rmdir", rmdir("/made"));
}

void
umain(int argc, char **argv)
{
	USED(argc);
	USED(argv);
	make_and_remove();
	look_at_directory(0);
	make_and_remove();
	checked("sync", sync());
	report("rummaged %u files, %u errors", nfiles, nerrors);
}
