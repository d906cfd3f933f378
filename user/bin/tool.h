/* SPDX-License-Identifier: MIT */
/*
 * tool.h - what the tools share. A tool does what it can, says on descriptor 2 what it could not,
 * and ends with 0 if there was nothing of that kind, else with 1.
 */
#ifndef EXOLAB_USER_BIN_TOOL_H
#define EXOLAB_USER_BIN_TOOL_H

#include <inc/args.h>
#include <inc/lib.h>

static int tool_status;

/* Says that something did not go well with what; the tool may go on. */
static inline void
tool_error(const char *what, int error)
{
	fprintf(2, "%s: %s: %e\n", binaryname, what, error);
	tool_status = 1;
}

/* How the tool is called, when it was called in another way. */
static inline void __noreturn
tool_usage(const char *usage)
{
	fprintf(2, "usage: %s %s\n", binaryname, usage);
	exit_status(2);
}

/*
 * Takes the flags from the arguments: each of the letters sets the bool in its place. What else
 * looks like a flag is a mistake, unless it comes after "--".
 */
static inline void
tool_flags(int *argc, char **argv, const char *letters, bool *const *flags, const char *usage)
{
	struct Argstate args;
	int flag;

	argstart(argc, argv, &args);
	while ((flag = argnext(&args)) >= 0) {
		const char *letter = strfind(letters, (char)flag);

		if (*letter == '\0')
			tool_usage(usage);
		*flags[letter - letters] = true;
	}
}

/* For a tool that has none. */
static inline void
tool_no_flags(int *argc, char **argv, const char *usage)
{
	tool_flags(argc, argv, "", NULL, usage);
}

/* How many lines are wanted: -n N or -N, which it takes from the arguments; or 10. */
static inline long
tool_count(int *argc, char **argv)
{
	struct Argstate args;
	const char *text = "10";
	char *rest;
	long n;
	int flag;

	argstart(argc, argv, &args);
	while ((flag = argnext(&args)) >= 0) {
		if (flag >= '0' && flag <= '9')
			args.rest--; /* the flag is a part of its value */
		text = argnextvalue(&args);
		if (!text || (flag != 'n' && (flag < '0' || flag > '9')))
			tool_usage("[-n N] [file...]");
	}
	n = strtol(text, &rest, 10);
	if (*rest != '\0' || rest == text || n < 0)
		tool_usage("[-n N] [file...]");
	return n;
}

/*
 * Memory, and texts that are kept.
 */

/* So many bytes more, which stay till the end. */
static inline void *
tool_alloc(size_t n)
{
	static uintptr_t used = 0x10000000, mapped = 0x10000000;
	uintptr_t start = used;

	used += ROUNDUP(n, sizeof(uint32_t));
	for (; mapped < used; mapped += PGSIZE) {
		int r = sys_page_alloc(0, (void *)mapped, PTE_P | PTE_U | PTE_W);

		if (r < 0) {
			tool_error("memory", r);
			exit_status(1);
		}
	}
	return (void *)start;
}

static inline char *
tool_keep(const char *text)
{
	return strcpy(tool_alloc(strlen(text) + 1), text);
}

/* Sorts n texts; equal ones stay in their order. other has room for as many. */
static inline void
tool_sort(const char **texts, size_t n, const char **other)
{
	size_t half = n / 2, a = 0, b = half;

	if (n < 2)
		return;
	tool_sort(texts, half, other);
	tool_sort(texts + half, n - half, other);
	for (size_t i = 0; i < n; i++) {
		bool first = b == n || (a < half && strcmp(texts[a], texts[b]) <= 0);

		other[i] = texts[first ? a++ : b++];
	}
	memcpy(texts, other, n * sizeof(*texts));
}

/*
 * Input.
 */

/*
 * Has body read each of the files that are named, or descriptor 0 if none is; `-` is descriptor 0,
 * too. name is null for that.
 */
static inline void
tool_each_file(int argc, char **argv, void (*body)(int fd, const char *name))
{
	if (argc == 0)
		body(0, NULL);
	for (int i = 0; i < argc; i++) {
		bool standard = strcmp(argv[i], "-") == 0;
		int fd = standard ? 0 : open(argv[i], O_RDONLY);

		if (fd < 0) {
			tool_error(argv[i], fd);
			continue;
		}
		body(fd, standard ? NULL : argv[i]);
		if (!standard)
			close(fd);
	}
}

/* Lines of a file, read by the piece. Begins with zeros, and tool_lines() for each file. */
struct ToolLines {
	int fd;
	const char *name;
	size_t from, to; /* of buf: what is read and not yet handed out */
	char buf[4096];
	char *line;  /* the one that was read last, with a zero for its newline */
	size_t room; /* for it */
};

static inline void
tool_lines(struct ToolLines *lines, int fd, const char *name)
{
	lines->fd = fd;
	lines->name = name ? name : "input";
	lines->from = lines->to = 0;
}

/* Reads on. Returns false at the end, or after an error, having said so. */
static inline bool
tool_more(struct ToolLines *lines)
{
	ssize_t r = read(lines->fd, lines->buf, sizeof(lines->buf));

	if (r < 0)
		tool_error(lines->name, (int)r);
	lines->from = 0;
	lines->to = r > 0 ? (size_t)r : 0;
	return r > 0;
}

/* Makes room for one more character behind the n that the line has. */
static inline void
tool_want_room(struct ToolLines *lines, size_t n)
{
	char *line;

	if (n < lines->room)
		return;
	lines->room = 2 * n + 256;
	line = tool_alloc(lines->room);
	memcpy(line, lines->line, n);
	lines->line = line;
}

/* Reads the next line. Returns it, or null at the end. */
static inline const char *
tool_line(struct ToolLines *lines)
{
	size_t n = 0;

	for (;; n++) {
		tool_want_room(lines, n);
		lines->line[n] = '\0';
		if (lines->from == lines->to && !tool_more(lines))
			return n > 0 ? lines->line : NULL;
		lines->line[n] = lines->buf[lines->from++];
		if (lines->line[n] == '\n')
			break;
	}
	lines->line[n] = '\0';
	return lines->line;
}

/*
 * Output: descriptor 1, by the piece.
 */

static struct {
	size_t used;
	char buf[4096];
} tool_out;

/* Writes all of it. Where that is impossible, the tool has nothing left to do, and ends. */
static inline void
tool_write(int fd, const char *buf, size_t n)
{
	ssize_t r;

	for (; n > 0; buf += r, n -= (size_t)r) {
		r = write(fd, buf, n);
		if (r < 0) {
			/* That a reader has seen enough is no error to speak of. */
			if (r != -E_PIPE)
				tool_error("output", (int)r);
			exit_status(1);
		}
	}
}

static inline void
tool_flush(void)
{
	tool_write(1, tool_out.buf, tool_out.used);
	tool_out.used = 0;
}

static inline void
tool_putchar(int c, void *unused)
{
	USED(unused);
	tool_out.buf[tool_out.used++] = (char)c;
	if (tool_out.used == sizeof(tool_out.buf) || (c == '\n' && iscons(1)))
		tool_flush();
}

static inline void
tool_print(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vprintfmt(tool_putchar, NULL, fmt, ap);
	va_end(ap);
}

/* How each tool ends: what was printed is written, and all that went wrong is known. */
static inline void __noreturn
tool_end(void)
{
	tool_flush();
	exit_status(tool_status);
}

/*
 * Names.
 */

/* Puts name behind path, with one slash between. False, having said so, if that is too long. */
static inline bool
tool_enter(char path[MAXPATHLEN], const char *name)
{
	size_t n = strlen(path), room = MAXPATHLEN - n;
	const char *slash = n > 0 && path[n - 1] == '/' ? "" : "/";

	if ((size_t)snprintf(path + n, room, "%s%s", slash, name) < room)
		return true;
	path[n] = '\0';
	tool_error(path, -E_BAD_PATH);
	return false;
}

/* The same in buf, of a path that stays as it is. */
static inline bool
tool_join(char buf[MAXPATHLEN], const char *path, const char *name)
{
	snprintf(buf, MAXPATHLEN, "%s", path);
	return tool_enter(buf, name);
}

/* Trees that are deeper are left alone: for each level a descriptor is open. */
#define TOOL_DEPTH_MAX 24

/*
 * Has body do something with each name in a directory but "." and "..": it may take it away. The
 * name is there until the next one is read, here or by body: a stack has one page.
 */
static inline int
tool_each_inside(const char *path, void (*body)(const char *name, int depth), int depth)
{
	static struct Stat entry;
	int fd = open(path, O_RDONLY), r;

	if (fd < 0)
		return fd;
	while ((r = readdir(fd, &entry)) > 0)
		if (strcmp(entry.st_name, ".") != 0 && strcmp(entry.st_name, "..") != 0)
			body(entry.st_name, depth);
	close(fd);
	return r;
}

/* The last part of a path; the slashes behind it are no part of it. */
static inline const char *
tool_last_part(const char *path)
{
	const char *last = path;

	for (; *path != '\0'; path++)
		if (*path == '/' && path[1] != '/' && path[1] != '\0')
			last = path + 1;
	return last;
}

/* Says that something that needs both names did not go well. */
static inline void
tool_pair_error(const char *from, const char *to, int error)
{
	fprintf(2, "%s: %s to %s: %e\n", binaryname, from, to, error);
	tool_status = 1;
}

static inline bool
tool_is_directory(const char *path)
{
	struct Stat st;

	return stat(path, &st) == 0 && st.st_isdir;
}

/*
 * Has body do something from each of the first arguments to the last one; into it, if that is a
 * directory, which it must be if there are several.
 */
static inline void
tool_each_pair(int argc, char **argv, void (*body)(const char *from, const char *to))
{
	static char buf[MAXPATHLEN];
	const char *to = argv[argc - 1];
	bool into = tool_is_directory(to);

	if (argc > 3 && !into) {
		tool_error(to, -E_NOT_DIR);
		return;
	}
	for (int i = 1; i < argc - 1; i++) {
		if (!into)
			body(argv[i], to);
		else if (tool_join(buf, to, tool_last_part(argv[i])))
			body(argv[i], buf);
	}
}

/* Has body do something with each argument, and says what went wrong. */
static inline void
tool_each_name(int argc, char **argv, int (*body)(const char *name))
{
	tool_no_flags(&argc, argv, "name...");
	if (argc < 2)
		tool_usage("name...");
	for (int i = 1; i < argc; i++) {
		int r = body(argv[i]);

		if (r < 0)
			tool_error(argv[i], r);
	}
	tool_end();
}

#endif
