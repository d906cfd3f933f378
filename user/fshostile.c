/* SPDX-License-Identifier: MIT */
/*
 * fshostile - requests to the file server as no library makes them, on a disk with /file and the
 * directory /dir. Must be seen: "name result" for each; the server goes on.
 */
#include <user/fsraw.h>

#define FDS ((char *)0x40000000) /* for very many open files */
#define FAR_TOO_MANY 600

/* A word with a page, or without one. */
static int
ask(uint32_t word, void *page, int perm)
{
	return ipc_call(raw_server, word, page, page ? perm : 0, NULL, NULL);
}

/* A request in which the path has no end. */
static int
endless(uint32_t kind, bool second)
{
	RAW_REQUEST->fr_kind = kind;
	strlcpy(RAW_REQUEST->fr_path, "/file", MAXPATHLEN);
	memset(second ? RAW_REQUEST->fr_path2 : RAW_REQUEST->fr_path, '/', MAXPATHLEN);
	return ask(FSREQ(FSOP_PATH, 0, 0), RAW_REQUEST, RAW_RW);
}

static void
words(void)
{
	report("no_page %d", ask(FSREQ(FSOP_PATH, 0, 0), NULL, 0));
	report("unknown_op %d", ask(FSREQ(7, 0, 0), NULL, 0));
	report("last_op %d", ask(UINT32_MAX, NULL, 0));
	report("unknown_kind %d", raw_path(1000, 0, "/file", NULL, NULL));
	report("no_end %d", endless(FSREQ_OPEN, false));
	report("second_no_end %d", endless(FSREQ_RENAME, true));
	report("empty %d", raw_path(FSREQ_OPEN, 0, "", NULL, NULL));
	report("relative %d", raw_path(FSREQ_MKDIR, 0, "x", NULL, NULL));
	report("slashes %d", raw_path(FSREQ_MKDIR, 0, "///", NULL, NULL));
	strlcpy(RAW_REQUEST->fr_path, "/file", MAXPATHLEN);
	RAW_REQUEST->fr_kind = FSREQ_STAT;
	report("read_only %d", ask(FSREQ(FSOP_PATH, 0, 0), RAW_REQUEST, PTE_P | PTE_U));
}

static void
files(void)
{
	int id;

	report("never_open %d", ask(FSREQ(FSOP_MAP_READ, FS_NFILES - 1, 0), NULL, 0));
	report("opened %d", raw_open(0, "/file", O_RDONLY));
	report("to_write %d", raw_file(0, FSOP_MAP_WRITE, 0, 10));
	report("to_cut %d", raw_file(0, FSOP_SET_SIZE, 0, 0));
	report("to_append %d", raw_file(0, FSOP_APPEND, 0, 10));
	report("page_far %d", raw_file(0, FSOP_MAP_READ, 0xFFFFF, 0));
	report("opened_dir %d", raw_open(1, "/dir", O_RDONLY));
	report("dir_to_write %d", raw_file(1, FSOP_MAP_WRITE, 0, 10));
	report("dir_to_grow %d", raw_file(1, FSOP_GROW, 0, 100000));
	report("dir_to_append %d", raw_file(1, FSOP_APPEND, 0, 10));
	report("opened_rw %d", raw_open(2, "/file", O_RDWR));
	report("too_large %d", raw_file(2, FSOP_SET_SIZE, 0, 0x80000000));
	report("grow_too_large %d", raw_file(2, FSOP_GROW, 0, UINT32_MAX));
	report("append_nothing %d", raw_file(2, FSOP_APPEND, 0, 0));
	report("write_too_far %d", raw_file(2, FSOP_MAP_WRITE, 0xFFFFF, UINT32_MAX));
	report("write_behind %d", raw_file(2, FSOP_MAP_WRITE, 100, 0));
	/* The page is ours: we may write there what we like. */
	id = (int)raw_fd(2)->fd_file.id;
	memset(raw_fd(2), 0xFF, PGSIZE);
	raw_fd(2)->fd_file.id = (uint32_t)id;
	report("scribbled %d", raw_file(2, FSOP_MAP_READ, 0, UINT32_MAX));
	report("size_now %d", raw_file(2, FSOP_FSTAT, 0, 0));
	raw_close(2);
	report("closed %d", ask(FSREQ(FSOP_FSTAT, (uint32_t)id, 0), NULL, 0));
}

/* Messages of one who waits for no answer; and a page of the server's own as a request. */
static void
messages(void)
{
	for (int i = 0; i < 10; i++)
		ipc_send(raw_server, FSREQ(FSOP_MAP_READ, i, 0), NULL, 0);
	ipc_send(raw_server, FSREQ(FSOP_PATH, 0, 0), RAW_REQUEST, RAW_RW);
	report("opened_again %d", raw_open(3, "/file", O_RDONLY));
	report("shown %d", raw_file(3, FSOP_MAP_READ, 0, 0));
	report("its_own_page %d", ask(FSREQ(FSOP_PATH, 0, 0), raw_window(3), PTE_P | PTE_U));
	raw_close(3);
}

static void
very_many(void)
{
	int n = 0, r = 0;

	while (n < FAR_TOO_MANY &&
	       (r = raw_path(FSREQ_OPEN, 0, "/file", NULL, FDS + n * PGSIZE)) == 0)
		n++;
	report("very_many %d", n);
	report("one_more %d", r);
	for (int i = 0; i < n; i++)
		sys_page_unmap(0, FDS + i * PGSIZE);
	report("after_that %d", raw_open(4, "/file", O_RDONLY));
}

void
umain(int argc, char **argv)
{
	raw_start();
	words();
	files();
	messages();
	very_many();
	report("sync %d", raw_sync());
}
