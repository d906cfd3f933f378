/* SPDX-License-Identifier: MIT */
/*
 * filereads - reads /data, and what others make of /shared meanwhile. Start it after parts and fs.
 * Must be seen: each piece's length and hash, as of the file; "messages 0" inside a window; and
 * for /shared what was written to it last.
 */
#include <user/hashes.h>

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
	share_offset(fd);
	change_under();
	report("done 1");
}
