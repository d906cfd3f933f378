/* SPDX-License-Identifier: MIT */
/*
 * filewrites - writes files in several ways. Start it after parts and fs, on a disk of 8 MiB.
 * Must be seen: the results; and on the disk, what was written.
 */
#include <user/hashes.h>

#define NWRITERS 3
#define NLINES 200
#define LINE_MAX 300

static uint8_t buf[80 * 1024];

/* The text from byte number start on. */
static void
make_text(uint32_t start, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf[i] = text_byte(start + i);
}

/* Writes n bytes of the text at the descriptor's offset, which is where they stand in the text. */
static void
put(const char *name, int fd, uint32_t start, size_t n)
{
	make_text(start, n);
	report("%s %d", name, write(fd, buf, n));
}

static void
make_new(void)
{
	int fd = must(open("/new", O_RDWR | O_CREAT));
	size_t done = 0;

	for (size_t n = 1; done < 100000; n = n * 3 % 9973) {
		make_text(done, n);
		must(write(fd, buf, n));
		done += n;
	}
	report("new %u", done);
	close(fd);
}

static void
change_old(void)
{
	int fd = must(open("/data", O_RDWR));

	must(seek(fd, 16 * PGSIZE - 100));
	put("middle", fd, 16 * PGSIZE - 100, 200);
	must(seek(fd, 3));
	put("first", fd, 3, 1);
	close(fd);
	fd = must(open("/data", O_RDWR));
	/* What was read before can be written, too. */
	must(seek(fd, 5 * PGSIZE));
	must(read(fd, buf, 10));
	put("after_read", fd, 5 * PGSIZE + 10, 10);
	close(fd);
	fd = must(open("/data", O_WRONLY));
	report("read_refused %d", read(fd, buf, 1));
	close(fd);
}

static void
append(void)
{
	int one = must(open("/log", O_WRONLY | O_CREAT | O_APPEND));
	int two = must(open("/log", O_WRONLY | O_CREAT | O_APPEND));

	put("append_one", one, 0, 3000);
	put("append_two", two, 3000, 3000);
	put("append_again", one, 6000, 3000);
}

/* One of several writes its lines at the end of a file that it has opened itself. */
static void
write_lines(int writer)
{
	static char line[LINE_MAX + 1];
	int fd = must(open("/together", O_WRONLY | O_CREAT | O_APPEND));

	for (int i = 0; i < NLINES; i++) {
		int n = snprintf(line, sizeof(line), "%s %d %d ", nonce(), writer, i);
		int end = n + 37 * i % (LINE_MAX - n);

		memset(line + n, 'a' + writer, (size_t)(end - n));
		line[end] = '\n';
		if (write(fd, line, (size_t)end + 1) != end + 1)
			panic("a line was not written");
	}
	close(fd);
}

static void
append_together(void)
{
	envid_t writers[NWRITERS];

	for (int i = 0; i < NWRITERS; i++) {
		if ((writers[i] = must(fork())) != 0)
			continue;
		write_lines(i);
		exit();
	}
	for (int i = 0; i < NWRITERS; i++)
		wait(writers[i]);
}

static void
leave_holes(void)
{
	int fd = must(open("/holes", O_RDWR | O_CREAT));

	must(seek(fd, 30 * PGSIZE + 17));
	put("far", fd, 30 * PGSIZE + 17, 100);
	must(ftruncate(fd, 30 * PGSIZE + 50));
	must(seek(fd, 30 * PGSIZE + 60));
	put("farther", fd, 30 * PGSIZE + 60, 10);
}

/* Till the disk is full: then as much was written as was said, and what comes next goes there. */
static void
fill(void)
{
	int spare = must(open("/spare", O_RDWR | O_CREAT)),
	    fd = must(open("/full", O_RDWR | O_CREAT));
	struct Hash hash = hash_begin();
	uint32_t done = 0;
	struct Stat st;
	ssize_t r;

	must(write(spare, buf, 4 * PGSIZE));
	do {
		r = write(fd, buf, sizeof(buf));
		done += r > 0 ? (uint32_t)r : 0;
	} while (r == (ssize_t)sizeof(buf));
	report("short %d", r >= 0 && r < (ssize_t)sizeof(buf));
	report("full %d", write(fd, buf, sizeof(buf)));
	must(fstat(fd, &st));
	report("all_there %d", st.st_size == (off_t)done);
	must(ftruncate(spare, 0));
	make_text(0, 10);
	report("after_full %d", write(fd, buf, 10));
	must(seek(fd, (off_t)done));
	hash_add(&hash, buf, (size_t)must(read(fd, buf, 20)));
	hash_report("goes_on", &hash);
	close(spare);
	close(fd);
	must(remove("/spare"));
	must(remove("/full"));
}

void
umain(int argc, char **argv)
{
	make_new();
	change_old();
	append();
	append_together();
	leave_holes();
	fill();
	must(sync());
	report("done 1");
}
