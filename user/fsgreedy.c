/* SPDX-License-Identifier: MIT */
/*
 * fsgreedy - clients of the file server that change a request while it is read, keep all that they
 * were given, take all memory, and are ended in the midst of a request. On a disk with /file and
 * /big, which has more pages than the server may keep (cache=N). Must be seen: "name result" for
 * each; the server goes on, and the disk is in order.
 */
#include <user/fsraw.h>

#define TRIES 600
#define OPENED 10000
#define SHARED (RAW_RW | PTE_SHARE)
/* Where the pages of /big are kept. */
#define KEPT ((char *)0x40000000)
#define WINDOW (FS_WINDOW_PAGES * PGSIZE)
#define VICTIMS 30
#define TURNS 40 /* that one of them gets at most */

/* Starts a program that does this, with what is mapped PTE_SHARE in common. */
static envid_t
start(void (*what)(void))
{
	envid_t child = fork();

	if (child < 0)
		panic("fsgreedy: %e", child);
	if (child == 0) {
		sys_ipc_window(FS_WINDOW_PAGES);
		what();
		exit();
	}
	return child;
}

/* Ends it, and waits until its memory is free. */
static void
end(envid_t child)
{
	sys_env_destroy(child);
	wait(child);
}

static void
share(void *page)
{
	int r = sys_page_map(0, page, 0, page, SHARED);

	if (r < 0)
		panic("fsgreedy: %e", r);
}

/*
 * A request that is changed all the time: its path has an end, or none in its whole page.
 */

static void __noreturn
change_request(void)
{
	for (;;) {
		memset(RAW_REQUEST->fr_path, '/', PGSIZE - offsetof(struct FsRequest, fr_path));
		rest();
		strlcpy(RAW_REQUEST->fr_path, "/file", MAXPATHLEN);
		rest();
	}
}

static bool
is_answer(int r)
{
	return r == 0 || r == -E_BAD_PATH || r == -E_NOT_FOUND;
}

static void
changed_requests(uint32_t kind)
{
	int strange = 0, good = 0;
	envid_t child;

	RAW_REQUEST->fr_kind = kind;
	RAW_REQUEST->fr_mode = O_RDONLY;
	child = start(change_request);
	for (int i = 0; i < TRIES; i++) {
		int r = ipc_call(raw_server, FSREQ(FSOP_PATH, 0, 0), RAW_REQUEST, RAW_RW, raw_fd(0),
				 NULL);

		good += r == 0;
		strange += !is_answer(r);
		if (i % 8 == 0)
			rest();
	}
	end(child);
	report("changed/%u %d", kind, strange);
	report("served/%u %d", kind, good > 0);
}

/*
 * The page of an open file, which the server writes to, and another one all over.
 */

static void __noreturn
change_fd(void)
{
	uint32_t chance = nonce_number();

	for (;; rest())
		for (size_t i = 0; i < sizeof(struct Fd) / sizeof(uint32_t); i++) {
			chance = chance * 1664525 + 1013904223;
			((volatile uint32_t *)raw_fd(1))[i] = chance;
		}
}

/* What may be answered to a request about a file, whatever its page says. */
static bool
is_result(int r)
{
	return (r >= 0 && r <= FS_WINDOW_PAGES) || r == -E_INVAL || r == -E_EOF;
}

static void
changed_fd(void)
{
	static const uint32_t ops[] = { FSOP_MAP_READ, FSOP_MAP_WRITE, FSOP_SET_SIZE, FSOP_GROW,
					FSOP_FSTAT };
	int strange = 0;
	envid_t child;
	uint32_t id;

	report("made %d", raw_open(1, "/made", O_RDWR | O_CREAT));
	id = raw_fd(1)->fd_file.id;
	child = start(change_fd);
	for (uint32_t i = 0; i < TRIES; i++) {
		uint32_t op = ops[i % ARRAY_SIZE(ops)];
		bool maps = op == FSOP_MAP_READ || op == FSOP_MAP_WRITE;
		int r = ipc_call(raw_server, FSREQ(op, id, maps ? i % 20 : 0), NULL, 0,
				 maps ? raw_window(1) : NULL, NULL);

		strange += !is_result(r);
		if (i % 8 == 0)
			rest();
	}
	end(child);
	raw_close(1);
	report("changed_fd %d", strange);
	report("removed %d", raw_path(FSREQ_REMOVE, 0, "/made", NULL, NULL));
}

/*
 * Pages that are kept as long as their owner lives.
 */

/* Maps as much of /big as there is, each window in a place of its own. Returns how many pages. */
static uint32_t
keep_all(int *error)
{
	uint32_t n = 0;
	int r;

	while ((r = ipc_call(raw_server, FSREQ(FSOP_MAP_READ, raw_fd(2)->fd_file.id, n), NULL, 0,
			     KEPT + n * PGSIZE, NULL)) > 0)
		n += (uint32_t)r;
	*error = r;
	return n;
}

static void __noreturn
keep_for_ever(void)
{
	int error;
	uint32_t n = keep_all(&error);

	report("kept %u", n);
	report("no_more %d", error);
	ipc_send(thisenv->env_parent_id, 0, NULL, 0);
	stay();
}

static void
kept_pages(void)
{
	uint32_t size, n = 0;
	envid_t child;
	int r;

	report("big %d", raw_open(2, "/big", O_RDONLY));
	size = raw_fd(2)->fd_file.size;
	child = start(keep_for_ever);
	ipc_recv(NULL, NULL, NULL);
	r = raw_path(FSREQ_STAT, 0, "/file", NULL, NULL);
	report("meanwhile %d", r);
	report("meanwhile_made %d", raw_path(FSREQ_MKDIR, 0, "/meanwhile", NULL, NULL));
	report("meanwhile_synced %d", raw_sync());
	report("meanwhile_gone %d", raw_path(FSREQ_RMDIR, 0, "/meanwhile", NULL, NULL));
	r = raw_file(2, FSOP_MAP_READ, size / PGSIZE - 1, 0);
	report("meanwhile_read %d", r == 1 || r == -E_NO_MEM);
	end(child);
	while ((r = raw_file(2, FSOP_MAP_READ, n, 0)) > 0)
		n += (uint32_t)r;
	report("afterwards %d", n * PGSIZE == size);
	raw_close(2);
}

/*
 * All memory, and what is left to be done without any.
 */

static void __noreturn
take_all_memory(void)
{
	char *va = KEPT;

	ipc_recv(NULL, NULL, NULL);
	while (sys_page_alloc(0, va, RAW_RW) == 0)
		va += PGSIZE;
	ipc_send(thisenv->env_parent_id, 0, NULL, 0);
	stay();
}

/* Was it done, or is there no memory for it? */
static bool
done_or_not(int r)
{
	return r >= 0 || r == -E_NO_MEM;
}

/* Makes a file, writes, reads, and removes it. How many answers were strange, and were errors? */
static int
work_once(int *errors)
{
	int results[48], n = 0, strange = 0;

	results[n++] = raw_open(4, "/made", O_RDWR | O_CREAT);
	for (uint32_t page = 0; page < 80 && results[0] == 0; page += FS_WINDOW_PAGES)
		results[n++] = raw_file(4, FSOP_MAP_WRITE, page, (page + 8) * PGSIZE);
	results[n++] = raw_path(FSREQ_STAT, 0, "/file", NULL, NULL);
	for (uint32_t page = 0; page < 280; page += FS_WINDOW_PAGES)
		results[n++] = raw_file(2, FSOP_MAP_READ, page, 0);
	results[n++] = raw_sync();
	if (results[0] == 0) {
		raw_close(4);
		results[n++] = raw_path(FSREQ_REMOVE, 0, "/made", NULL, NULL);
	}
	*errors = 0;
	for (int i = 0; i < n; i++) {
		strange += !done_or_not(results[i]);
		*errors += results[i] < 0;
	}
	return strange;
}

static void
no_memory(void)
{
	envid_t child;
	int errors;

	report("big_again %d", raw_open(2, "/big", O_RDONLY));
	child = start(take_all_memory);
	ipc_send(child, 0, NULL, 0);
	ipc_recv(NULL, NULL, NULL);
	report("without_memory %d", work_once(&errors));
	report("errors %d", errors);
	end(child);
	report("with_memory %d", work_once(&errors));
	report("errors_then %d", errors);
	raw_close(2);
}

/* Opens a file again and again, each time in the place of the last. */
static void
opened_again(void)
{
	int failed = 0;

	for (int i = 0; i < OPENED; i++)
		failed += raw_open(i % RAW_NFDS, "/file", O_RDONLY) < 0;
	report("opened_again %d", failed);
	for (int n = 0; n < RAW_NFDS; n++)
		sys_page_unmap(0, raw_fd(n));
}

/*
 * Clients that are ended while the server works for them.
 */

static void
work_on(void)
{
	char name[32];

	snprintf(name, sizeof(name), "/%08x", thisenv->env_id);
	for (uint32_t n = 0;; n++) {
		if (raw_open(3, name, O_RDWR | O_CREAT) < 0)
			continue;
		raw_file(3, FSOP_MAP_WRITE, n % 40, (n % 40 + 8) * PGSIZE);
		raw_sync();
		raw_path(FSREQ_REMOVE, 0, name, NULL, NULL);
		raw_close(3);
	}
}

static void
ended_clients(void)
{
	uint32_t chance = nonce_number();
	char name[32];

	for (int i = 0; i < VICTIMS; i++) {
		envid_t child = start(work_on);

		chance = chance * 1664525 + 1013904223;
		for (uint32_t turns = (chance >> 8) % TURNS; turns > 0; turns--)
			rest();
		end(child);
		snprintf(name, sizeof(name), "/%08x", child);
		raw_path(FSREQ_REMOVE, 0, name, NULL, NULL);
	}
	report("after_all %d", raw_path(FSREQ_STAT, 0, "/file", NULL, NULL));
}

void
umain(int argc, char **argv)
{
	raw_start();
	share(RAW_REQUEST);
	/* As long as the server has no frames yet that it could do with. */
	no_memory();
	changed_requests(FSREQ_STAT);
	changed_requests(FSREQ_OPEN);
	changed_fd();
	kept_pages();
	opened_again();
	ended_clients();
	report("sync %d", raw_sync());
}
