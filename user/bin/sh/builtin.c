/* SPDX-License-Identifier: MIT */
/*
 * builtin.c - commands that a program of its own could not carry out: they change the shell, or end
 * what only its parent may end.
 */
#include "sh.h"

static int
complain(const int fds[3], const char *name, const char *what, int error)
{
	fprintf(fds[STDERR], "%s: %s: %e\n", name, what, error);
	return 1;
}

static int
do_cd(int argc, const char *const *argv, const int fds[3])
{
	const char *path = argc > 1 ? argv[1] : "/";
	int r = chdir(path);

	return r < 0 ? complain(fds, "cd", path, r) : 0;
}

static int
do_pwd(int argc, const char *const *argv, const int fds[3])
{
	return fprintf(fds[STDOUT], "%s\n", getcwd()) < 0;
}

static int
do_exit(int argc, const char *const *argv, const int fds[3])
{
	exit_status(argc > 1 ? (int)strtol(argv[1], NULL, 10) : last_status);
}

static int
do_nothing(int argc, const char *const *argv, const int fds[3])
{
	return 0;
}

static int
do_kill(int argc, const char *const *argv, const int fds[3])
{
	int status = 0;

	if (argc < 2) {
		fprintf(fds[STDERR], "usage: kill id...\n");
		return STATUS_BAD_LINE;
	}
	for (int i = 1; i < argc; i++) {
		int r = jobs_kill((envid_t)strtol(argv[i], NULL, 16));

		if (r < 0)
			status = complain(fds, "kill", argv[i], r);
	}
	return status;
}

static int
do_jobs(int argc, const char *const *argv, const int fds[3])
{
	jobs_look();
	jobs_list(fds[STDOUT]);
	return 0;
}

static int
do_wait(int argc, const char *const *argv, const int fds[3])
{
	return jobs_wait_all();
}

static int do_help(int argc, const char *const *argv, const int fds[3]);

static const struct Builtin builtins[] = {
	{ NO_COMMAND, do_nothing, ":                   nothing; true" },
	{ "cd", do_cd, "cd [directory]      go there; to / if none is named" },
	{ "exit", do_exit, "exit [status]       end the shell" },
	{ "help", do_help, "help                this page" },
	{ "jobs", do_jobs, "jobs                what runs meanwhile" },
	{ "kill", do_kill, "kill id...          end such a job" },
	{ "pwd", do_pwd, "pwd                 where we are" },
	{ "wait", do_wait, "wait                wait for all jobs" },
};

const struct Builtin *
builtin_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(builtins); i++)
		if (strcmp(builtins[i].name, name) == 0)
			return &builtins[i];
	return NULL;
}

static int
do_help(int argc, const char *const *argv, const int fds[3])
{
	int out = fds[STDOUT];

	fprintf(out,
		"A command is a program of /bin, or the path of one, and its arguments.\n\n"
		"a | b      what a writes, b reads       a < file   a reads the file\n"
		"a ; b      b after a                    a > file   a writes the file\n"
		"a && b     b if a went well             a >> file  a writes at its end\n"
		"a || b     b if it did not              a 2> file  its errors; 2>> at its end\n"
		"! a        well if it did not go well   a 2>&1     errors go with the rest\n"
		"a &        go on meanwhile              a >&2      the rest goes with errors\n"
		"> file     make it, or empty it         NAME=text  $NAME is text now\n"
		"$? $$ $!   last status, shell, job      $1 $#      a script's arguments\n"
		"# ...      a remark                     '.' \".\" \\.  no special meaning\n"
		"sh file    run a script\n\n"
		"Ctrl-C ends a command, Ctrl-D the shell. Up and Down fetch earlier lines.\n"
		"ls /bin shows the programs.\n\n");
	for (size_t i = 0; i < ARRAY_SIZE(builtins); i++)
		fprintf(out, "%s\n", builtins[i].help);
	return 0;
}
