/* SPDX-License-Identifier: MIT */
/*
 * filereads - reads /data, what others make of /shared meanwhile, and /broken, which has two good
 * pages. Start it after parts and fs.
 * Must be seen: each piece's length and hash, as of the file; "messages 0" inside a window, and
 * "left 0" of its pages when the file is closed; the good pages, and the error behind; for
 * /shared what was written to it last, and "stale 0" and "errors 0" of what is written while it is
 * read, which takes short slices.
 */
#include <lib/fd.h>
#include <user/hashes.h>

/* How far those are that work at the same time. */
#define turn ((volatile struct Turn *)0x10000000)
struct Turn {
	bool t_ready, t_read, t_written, t_over;
};

static char buf[80 * 1024];

/* Reads the whole file, at most n bytes at a time. */
static void
whole(const char *name, size_t n)
{
	int fd = must(open("/data", O_RDONLY));
	struct Hash hash = hash_begin();
	ssize_t r;

	while ((r = read(fd, buf, n)) > 0)
		hash_add(&hash, buf, (size_t)r);
	hash_report(name, &hash);
	must(r);
	close(fd);
}

/* Reads n bytes from offset on, in one call. */
static void
piece(const char *name, int fd, off_t offset, size_t n)
{
	struct Hash hash = hash_begin();
	ssize_t r;

	must(seek(fd, offset));
	r = must(read(fd, buf, n));
	hash_add(&hash, buf, (size_t)r);
	hash_report(name, &hash);
}

static uint32_t
server_runs(void)
{
	return envs[ENVX(ipc_find_env(ENV_TYPE_FS))].env_runs;
}

/* How often the server ran while we read inside a window. */
static void
count_messages(int fd)
{
	uint32_t before;

	piece("first", fd, 0, 1);
	before = server_runs();
	for (int i = 0; i < 300; i++)
		must(read(fd, buf, 13));
	report("messages %u", server_runs() - before);
}

/* Who closes a file has none of its pages any more. */
static void
close_window(void)
{
	int fd = must(open("/data", O_RDONLY));
	uint32_t left = 0;

	must(read(fd, buf, 1));
	close(fd);
	for (uint32_t i = 0; i < FS_WINDOW_PAGES; i++)
		left += libos_mapped(FDWINDOWS + (uint32_t)fd * FDWINDOW_SIZE + i * PGSIZE);
	report("left %u", left);
}

/* What comes before a page that cannot be read, and then the error. */
static void
read_broken(void)
{
	int fd = must(open("/broken", O_RDONLY));

	report("before_error %d", read(fd, buf, 3 * PGSIZE));
	report("error %d", read(fd, buf, 1));
	close(fd);
}

/* A descriptor, its duplicate and a child's all move one offset. */
static void
share_offset(int fd)
{
	int other = must(dup(fd, 9));
	struct Hash hash = hash_begin();
	envid_t child;

	must(seek(fd, 100));
	hash_add(&hash, buf, (size_t)must(read(fd, buf, 10)));
	hash_add(&hash, buf, (size_t)must(read(other, buf, 10)));
	child = must(fork());
	if (child == 0) {
		hash_add(&hash, buf, (size_t)must(read(fd, buf, 10)));
		hash_report("child", &hash);
		exit();
	}
	wait(child);
	must(close(other));
	hash_add(&hash, buf, (size_t)must(read(fd, buf, 10)));
	hash_report("parent", &hash);
}

/* What one descriptor sees of what is done through another. */
static void
change_under(void)
{
	int reader = must(open("/shared", O_RDONLY)), writer = must(open("/shared", O_RDWR));
	char text[64];

	piece("old", reader, 0, 20);
	must(seek(reader, 0));
	must(ftruncate(writer, 0));
	report("cut %d", read(reader, buf, 20));
	snprintf(text, sizeof(text), "%08x anew", nonce_number());
	must(write(writer, text, strlen(text)));
	piece("new", reader, 0, 20);
	must(write(writer, text, strlen(text)));
	piece("longer", reader, 0, 40);
	report("end %d", read(reader, buf, 1));
	/* Zeros, and then something in their place. */
	must(ftruncate(writer, 5 * PGSIZE));
	piece("hole", reader, 3 * PGSIZE, 20);
	must(seek(writer, 3 * PGSIZE));
	must(write(writer, text, strlen(text)));
	piece("filled", reader, 3 * PGSIZE, 20);
}

/* Asks the server for what takes it many slices. */
static void
keep_busy(void)
{
	char path[1000];
	struct Stat st;

	for (size_t i = 0; i < sizeof(path); i++)
		path[i] = i % 2 ? '.' : '/';
	path[sizeof(path) - 1] = '\0';
	while (!turn->t_over)
		must(stat(path, &st));
}

/* Yields till an environment waits for this, or `over` says that it has done so already. */
static void
wait_till(envid_t env, enum EnvWait what, const volatile bool *over)
{
	while (envs[ENVX(env)].env_wait != what && !*over)
		sys_yield();
}

static void
write_anew(int fd, uint32_t value)
{
	must(ftruncate(fd, 0));
	must(seek(fd, 0));
	must(write(fd, &value, sizeof(value)));
	turn->t_written = true;
}

/* A child that writes the file anew when env waits for what; value is what it writes. */
static envid_t
start_writer(int fd, uint32_t value, envid_t env, enum EnvWait what)
{
	envid_t child;

	turn->t_ready = turn->t_read = turn->t_written = false;
	child = must(fork());
	if (child == 0) {
		turn->t_ready = true;
		wait_till(env, what, &turn->t_read);
		write_anew(fd, value);
		exit();
	}
	while (!turn->t_ready)
		sys_yield();
	return child;
}

/*
 * The server has two requests before it, for a page of the file, and to cut it: before the first
 * answer is seen, the file has another generation. Returns whether its old page is taken for the
 * file's later on.
 */
static bool
is_stale(uint32_t value)
{
	int reader = must(open("/shared", O_RDONLY)), writer = must(open("/shared", O_RDWR));
	envid_t server = ipc_find_env(ENV_TYPE_FS), child;
	uint32_t found = 0;

	child = start_writer(writer, value, thisenv->env_id, WAIT_TO_CALL);
	wait_till(server, WAIT_NOTHING, &turn->t_written);
	must(read(reader, &found, sizeof(found)));
	turn->t_read = true;
	wait(child);
	must(seek(reader, 0));
	must(read(reader, &found, sizeof(found)));
	close(reader);
	close(writer);
	return found != value;
}

/* The other way round: when the page is asked for, the file has none. Returns what read() does. */
static ssize_t
read_cut(uint32_t value)
{
	int reader = must(open("/shared", O_RDONLY)), writer = must(open("/shared", O_RDWR));
	envid_t server = ipc_find_env(ENV_TYPE_FS), child;
	uint32_t found;
	ssize_t r;

	child = start_writer(writer, value, server, WAIT_NOTHING);
	wait_till(child, WAIT_TO_CALL, &turn->t_written);
	r = read(reader, &found, sizeof(found));
	turn->t_read = true;
	wait(child);
	close(reader);
	close(writer);
	return r;
}

/* Several times: the second of the two may come too late. */
static void
cut_on_the_way(void)
{
	uint32_t stale = 0, errors = 0;
	envid_t child;

	must(sys_page_alloc(0, (void *)turn, FD_SHARED));
	child = must(fork());
	if (child == 0) {
		keep_busy();
		exit();
	}
	for (uint32_t value = 1; value <= 4; value++)
		stale += is_stale(value);
	report("stale %u", stale);
	for (uint32_t value = 1; value <= 4; value++)
		errors += read_cut(value) < 0;
	report("errors %u", errors);
	turn->t_over = true;
	wait(child);
}

void
umain(int argc, char **argv)
{
	struct Stat st;
	int fd = must(open("/data", O_RDONLY));

	must(fstat(fd, &st));
	report("size %d", st.st_size);
	whole("by_7", 7);
	whole("by_4096", 4096);
	whole("by_5001", 5001);
	whole("at_once", sizeof(buf));
	piece("in_one", fd, 0, sizeof(buf));
	piece("over_window", fd, 16 * PGSIZE - 5, 20);
	piece("backwards", fd, PGSIZE - 3, 7);
	piece("last", fd, st.st_size - 3, 10);
	piece("at_end", fd, st.st_size, 10);
	piece("behind", fd, st.st_size + 5 * PGSIZE, 10);
	report("write_refused %d", write(fd, buf, 1));
	report("dir_refused %d", read(must(open("/", O_RDONLY)), buf, 10));
	report("missing %d", open("/missing", O_RDONLY));
	report("not_open %d", read(20, buf, 1));
	report("no_number %d", read(-1, buf, 1));
	count_messages(fd);
	close_window();
	read_broken();
	share_offset(fd);
	change_under();
	cut_on_the_way();
	report("done 1");
}
