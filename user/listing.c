/* SPDX-License-Identifier: MIT */
/*
 * listing - reads a directory while it changes. Start it after parts and fs. Must be seen: what was
 * there all the time, and no name that never was.
 */
#include <user/test.h>

#define NAMES 2000 /* that come and go, */
#define AT_A_TIME 4
#define LONGEST 23

static void
make(const char *path)
{
	close(must(open(path, O_WRONLY | O_CREAT)));
}

/* Where the next entry began, there is soon the middle of a longer name. */
static void
change_between(void)
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
	close(fd);
}

/* Name number n: some letters, all the same. */
static const char *
name(uint32_t n)
{
	static char path[sizeof("/many/") + LONGEST] = "/many/";
	char *last = path + strlen("/many/");

	memset(last, 0, LONGEST + 1);
	memset(last, 'a' + (int)(n % 7), n * 7 % LONGEST + 1);
	return path;
}

static void
come_and_go(void)
{
	for (uint32_t n = 0; n < NAMES; n++) {
		make(name(n));
		if (n >= AT_A_TIME)
			must(remove(name(n - AT_A_TIME)));
	}
}

/* Is this a name that come_and_go() may have made? */
static bool
is_known(const char *text)
{
	size_t length = strlen(text);

	for (size_t i = 1; i < length; i++)
		if (text[i] != text[0])
			return false;
	return length > 0 && length <= LONGEST;
}

/* At any moment, also in the middle of a change. */
static void
change_meanwhile(void)
{
	uint32_t lists = 0, strange = 0;
	struct Stat st;
	envid_t child;

	must(mkdir("/many"));
	child = must(fork());
	if (child == 0) {
		come_and_go();
		exit();
	}
	for (; envs[ENVX(child)].env_id == child && envs[ENVX(child)].env_status; lists++) {
		int fd = must(open("/many", O_RDONLY));

		while (must(readdir(fd, &st)) == 1)
			strange += !is_known(st.st_name);
		close(fd);
	}
	report("often %d strange %u", lists > 100, strange);
}

void
umain(int argc, char **argv)
{
	change_between();
	change_meanwhile();
}
