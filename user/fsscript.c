/* SPDX-License-Identifier: MIT */
/*
 * fsscript - a client of the file server that does what the lines of the file /script say, each by
 * messages of its own. After line 7 it says "7: " and the result: 0 or more, or an error.
 *
 *	open N PATH MODES	the file is number N from now on: r w (both: rw) c(reate)
 *				e(xclusive) t(runcate) d(irectory); then also "size" and
 *				its size
 *	close N
 *	write N OFFSET COUNT SEED	what is written follows from seed, place and nonce
 *	append N COUNT SEED	the same at a place that the server names; then also "at" and it
 *	read N OFFSET COUNT	then also the CRC-32 of what was read
 *	set N SIZE, grow N SIZE	FSOP_SET_SIZE, FSOP_GROW; then also "size"
 *	show N r PAGE, show N w PAGE END	maps a window; so many pages come
 *	look N OFFSET COUNT	the CRC-32 of what the window has there; the result is 0
 *	poke N OFFSET COUNT SEED	writes into it
 *	fresh N			is the window still right? 1 if nothing says otherwise
 *	remove PATH, mkdir PATH, rmdir PATH, rename PATH PATH, link PATH PATH, sync
 *	stat PATH		then also size, 1 for a directory, number of names
 *	for FIRST END LINE	the line, with # as each of these numbers: how many went
 *				well, and the last error
 *
 * In a path, c*N stands for N times the character c.
 */
#include <user/crc.h>
#include <user/fsraw.h>

#define SCRIPT ((char *)0x20000000)
#define SCRIPT_MAX 0x10000
#define DATA ((uint32_t *)0x28000000)
#define DATA_MAX 0x200000
#define WORDS_MAX 8

static char *words[WORDS_MAX];
static int nwords;
static char more[64];		   /* what is said behind the result */
static uint32_t windows[RAW_NFDS]; /* generation when the window was mapped */

/* Number i of the line, or 0 if it has none there. */
static uint32_t
number(int i)
{
	uint32_t n = 0;

	if (i < nwords)
		for (const char *s = words[i]; *s >= '0' && *s <= '9'; s++)
			n = n * 10 + (uint32_t)(*s - '0');
	return n;
}

/* Path i of the line, with its repetitions. */
static const char *
path(int i)
{
	static char paths[2][MAXPATHLEN + 1];
	char *to = paths[i % 2];
	const char *s = words[i];

	while (*s && to < &paths[i % 2][MAXPATHLEN]) {
		char c = *s++, *end;
		long n = 1;

		if (*s == '*') {
			n = strtol(s + 1, &end, 10);
			s = end;
		}
		for (; n > 0 && to < &paths[i % 2][MAXPATHLEN]; n--)
			*to++ = c;
	}
	*to = '\0';
	return paths[i % 2];
}

/* Fills DATA, and returns where in it the byte of this offset stands. */
static uint8_t *
fill(uint32_t offset, uint32_t count, uint32_t seed)
{
	uint32_t first = offset / 4, end = (offset + count + 3) / 4, own = nonce_number();

	for (uint32_t i = first; i < end; i++)
		DATA[i - first] = (i + seed) * 2654435761u ^ own;
	return (uint8_t *)DATA + offset % 4;
}

static int
say_size(int r)
{
	if (r >= 0)
		snprintf(more, sizeof(more), " size %u", raw_fd((int)number(1))->fd_file.size);
	return r;
}

static int
do_open(void)
{
	static const struct {
		char letter;
		int mode;
	} modes[] = { { 'w', O_WRONLY },
		      { 'c', O_CREAT },
		      { 'e', O_EXCL },
		      { 't', O_TRUNC },
		      { 'd', O_MKDIR } };
	int mode = 0;

	for (size_t i = 0; i < ARRAY_SIZE(modes); i++)
		if (strchr(words[3], modes[i].letter))
			mode |= modes[i].mode;
	if ((mode & O_WRONLY) && strchr(words[3], 'r'))
		mode = (mode & ~O_ACCMODE) | O_RDWR;
	return say_size(raw_open((int)number(1), path(2), mode));
}

static int
do_close(void)
{
	raw_close((int)number(1));
	return 0;
}

static int
do_write(void)
{
	uint32_t offset = number(2), count = number(3);

	return raw_write((int)number(1), offset, fill(offset, count, number(4)), count);
}

static int
do_append(void)
{
	int n = (int)number(1), r = raw_file(n, FSOP_APPEND, 0, number(2));
	uint32_t start = raw_fd(n)->fd_file.wanted;

	if (r <= 0)
		return r;
	snprintf(more, sizeof(more), " at %u", start);
	return raw_write(n, start, fill(start, (uint32_t)r, number(3)), (uint32_t)r);
}

static int
do_read(void)
{
	int r = raw_read((int)number(1), number(2), DATA, number(3));

	if (r >= 0)
		snprintf(more, sizeof(more), " %08x", crc32(DATA, (uint32_t)r));
	return r;
}

static int
do_set(void)
{
	return say_size(raw_file((int)number(1), FSOP_SET_SIZE, 0, number(2)));
}

static int
do_grow(void)
{
	return say_size(raw_file((int)number(1), FSOP_GROW, 0, number(2)));
}

static int
do_show(void)
{
	int n = (int)number(1);
	int r = raw_file(n, words[2][0] == 'w' ? FSOP_MAP_WRITE : FSOP_MAP_READ, number(3),
			 number(4));

	windows[n] = raw_fd(n)->fd_file.generation;
	return r;
}

static int
do_look(void)
{
	snprintf(more, sizeof(more), " %08x",
		 crc32(raw_window((int)number(1)) + number(2), number(3)));
	return 0;
}

static int
do_poke(void)
{
	uint32_t offset = number(2), count = number(3);

	memcpy(raw_window((int)number(1)) + offset, fill(offset, count, number(4)), count);
	return 0;
}

static int
do_fresh(void)
{
	int n = (int)number(1);

	return windows[n] == raw_fd(n)->fd_file.generation;
}

static int
do_stat(void)
{
	const struct Stat *st = &RAW_REQUEST->fr_stat;
	int r = raw_path(FSREQ_STAT, 0, path(1), NULL, NULL);

	if (r >= 0)
		snprintf(more, sizeof(more), " %d %d %u", st->st_size, st->st_isdir, st->st_nlink);
	return r;
}

static int
do_remove(void)
{
	return raw_path(FSREQ_REMOVE, 0, path(1), NULL, NULL);
}

static int
do_mkdir(void)
{
	return raw_path(FSREQ_MKDIR, 0, path(1), NULL, NULL);
}

static int
do_rmdir(void)
{
	return raw_path(FSREQ_RMDIR, 0, path(1), NULL, NULL);
}

static int
do_rename(void)
{
	return raw_path(FSREQ_RENAME, 0, path(1), path(2), NULL);
}

static int
do_link(void)
{
	return raw_path(FSREQ_LINK, 0, path(1), path(2), NULL);
}

static const struct Command {
	const char *name;
	int nwords;
	int (*run)(void);
	bool on_open; /* only with a number that is open; else -E_INVAL */
} commands[] = {
	{ "open", 4, do_open, false },	   { "close", 2, do_close, false },
	{ "write", 5, do_write, true },	   { "append", 4, do_append, true },
	{ "read", 4, do_read, true },	   { "set", 3, do_set, true },
	{ "grow", 3, do_grow, true },	   { "show", 4, do_show, true },
	{ "look", 4, do_look, true },	   { "poke", 5, do_poke, true },
	{ "fresh", 2, do_fresh, true },	   { "stat", 2, do_stat, false },
	{ "remove", 2, do_remove, false }, { "mkdir", 2, do_mkdir, false },
	{ "rmdir", 2, do_rmdir, false },   { "rename", 3, do_rename, false },
	{ "link", 3, do_link, false },	   { "sync", 1, raw_sync, false },
};

static bool
is_open(uint32_t n)
{
	uintptr_t va = (uintptr_t)raw_fd((int)n);

	return n < RAW_NFDS && (uvpd[PDX(va)] & PTE_P) && (uvpt[PGNUM(va)] & PTE_P);
}

/* Does one line, which it takes apart. */
static int
do_line(char *s)
{
	nwords = 0;
	more[0] = '\0';
	while (*s && nwords < WORDS_MAX) {
		words[nwords++] = s;
		s = strfind(s, ' ');
		if (*s)
			*s++ = '\0';
	}
	for (const struct Command *c = commands; c < commands + ARRAY_SIZE(commands); c++)
		if (strcmp(words[0], c->name) == 0 && nwords >= c->nwords)
			return c->on_open && !is_open(number(1)) ? -E_INVAL : c->run();
	panic("fsscript: no command %s with %d words", words[0], nwords);
}

/* The line with # as this number. */
static char *
with_number(const char *line, uint32_t n)
{
	static char text[256];
	int at = 0;

	for (; *line && at < (int)sizeof(text) - 12; line++)
		if (*line == '#')
			at += snprintf(text + at, 12, "%u", n);
		else
			text[at++] = *line;
	text[at] = '\0';
	return text;
}

static int
do_for(char *line)
{
	char *s;
	uint32_t first = (uint32_t)strtol(line, &s, 10), end = (uint32_t)strtol(s, &s, 10);
	int well = 0, error = 0;

	for (uint32_t n = first; n < end; n++) {
		int r = do_line(with_number(s + 1, n));

		if (r < 0)
			error = r;
		else
			well++;
	}
	snprintf(more, sizeof(more), " %d", error);
	return well;
}

static uint32_t
load_script(void)
{
	int size, r = raw_open(0, "/script", O_RDONLY);

	if (r < 0)
		panic("fsscript: /script: %e", r);
	size = raw_read(0, 0, SCRIPT, SCRIPT_MAX - 1);
	if (size < 0)
		panic("fsscript: /script: %e", size);
	raw_close(0);
	return (uint32_t)size;
}

static void
make_room(void *va, uint32_t size)
{
	struct PageOp op = { PAGEOP_ALLOC, size / PGSIZE, 0, NULL, 0, va, RAW_RW };
	int r = sys_page_batch(&op, 1);

	if (r < 0)
		panic("fsscript: %e", r);
}

void
umain(int argc, char **argv)
{
	char *line = SCRIPT, *end;

	make_room(SCRIPT, SCRIPT_MAX);
	make_room(DATA, DATA_MAX);
	raw_start();
	end = SCRIPT + load_script();
	for (uint32_t n = 1; line < end; n++) {
		char *next = strfind(line, '\n');
		int r;

		*next = '\0';
		r = strncmp(line, "for ", 4) == 0 ? do_for(line + 4) : do_line(line);
		report("%u: %d%s", n, r, more);
		line = next + 1;
	}
	report("end");
}
