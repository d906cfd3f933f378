/* SPDX-License-Identifier: MIT */
/*
 * main.c - the shell: reads lines, from the console or from a script, and runs them.
 *
 *	sh			a person types; or descriptor 0 is a script
 *	sh FILE [ARG...]	a script
 *	sh -c TEXT [NAME ARG...]	one line, to which $0 is NAME
 */
#include "sh.h"
#include <lib/terminal.h>

#define PROMPT "$ "

/*
 * Goes through what && and || join, up to ; or & or the end of the line, and runs it if wanted.
 * Returns what parse_next() says.
 */
static int
run_list(struct Line *line, bool wanted)
{
	struct Pipeline *pipeline = &line->pipeline;
	bool skip = !wanted;
	int r;

	while ((r = parse_next(line)) > 0) {
		enum Connector then = pipeline->then;

		/* A copy of the shell waits for what it was made for. */
		if (in_background)
			pipeline->then = RUN_NEXT;
		if (!skip)
			last_status = run_pipeline(pipeline);
		if (then == RUN_NEXT || then == RUN_MEANWHILE || interrupted)
			break;
		skip = !wanted || (then == RUN_IF_WELL) == (last_status != 0);
	}
	return r;
}

/* A list that runs meanwhile does so in a copy of the shell. */
static int
start_list(struct Line *line)
{
	struct Job job = { .n = 1, .watch = job_make_watch(), .name = "sh" };

	job.envs[0] = job.watch < 0 ? job.watch : fork();
	if (job.envs[0] == 0) {
		own_watch = job.watch;
		in_background = true;
		interactive = false;
		terminal_leave();
		dup(no_input(), STDIN);
		job_watch(&(struct Job){ .n = 0 }, 0); /* they get to know each other */
		run_list(line, true);
		exit_status(last_status);
	}
	if (job.envs[0] > 0)
		job_remember(&job);
	else
		fprintf(STDERR, "sh: fork: %e\n", job.envs[0]);
	if (job.envs[0] < 0 && job.watch > 0)
		sys_env_destroy(job.watch);
	last_status = job.envs[0] > 0 ? 0 : STATUS_NOT_RUN;
	return run_list(line, false);
}

static void
run_line(const char *text)
{
	static struct Line line;
	int r;

	parse_begin(&line, text);
	do
		r = parse_list_meanwhile(&line) ? start_list(&line) : run_list(&line, true);
	while (r > 0 && !interrupted);
	if (r < 0)
		last_status = STATUS_BAD_LINE;
}

/*
 * Reads a line of a script, byte by byte: what comes after it may be for others who read from the
 * same descriptor. Returns its length, which is n if it is longer than that; -E_EOF at the end, or
 * another error.
 */
static ssize_t
read_line(int fd, char *buf, size_t n)
{
	size_t length = 0;
	ssize_t r;
	char c;

	while ((r = read(fd, &c, 1)) == 1 && c != '\n')
		if (length < n)
			buf[length++] = c;
	if (length < n)
		buf[length] = '\0';
	if (r < 0)
		return r;
	return r == 0 && length == 0 ? -E_EOF : (ssize_t)length;
}

static int
run_script(int fd, const char *name)
{
	static char buf[LINE_MAX];
	ssize_t length = 0;

	while (!interrupted && (length = read_line(fd, buf, sizeof(buf))) >= 0) {
		if (length < LINE_MAX) {
			run_line(buf);
			continue;
		}
		fprintf(STDERR, "sh: a line of the script is too long\n");
		return STATUS_BAD_LINE;
	}
	if (length >= 0 || length == -E_EOF)
		return last_status;
	fprintf(STDERR, "sh: %s: %e\n", name, (int)length);
	return STATUS_NOT_RUN;
}

static int
run_file(const char *path)
{
	int fd = open(path, O_RDONLY);

	if (fd >= 0)
		return run_script(fd, path);
	fprintf(STDERR, "sh: %s: %e\n", path, fd);
	return fd == -E_NOT_FOUND ? STATUS_NOT_FOUND : STATUS_NOT_RUN;
}

/*
 * Before each line, what was done goes to the disk: nobody knows when the machine will be switched
 * off.
 */
static int
run_typed(void)
{
	const char *text;
	int r;

	interactive = true;
	terminal_take(true);
	for (;;) {
		interrupted = false;
		if ((r = sync()) < 0)
			fprintf(STDERR, "sh: not all that was written is on the disk: %e\n", r);
		jobs_look();
		text = readline(PROMPT);
		if (text)
			run_line(text);
		else if (terminal_interrupted())
			terminal_take(true);
		else
			return last_status;
	}
}

void
umain(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "-c") == 0) {
		args_set(MAX(argc - 3, 1), argc > 3 ? argv + 3 : argv);
		run_line(argv[2]);
	} else if (argc > 1) {
		args_set(argc - 1, argv + 1);
		last_status = run_file(argv[1]);
	} else {
		args_set(argc, argv);
		last_status = iscons(STDIN) ? run_typed() : run_script(STDIN, "input");
	}
	exit_status(last_status);
}
