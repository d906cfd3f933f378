/* SPDX-License-Identifier: MIT */
/*
 * run.c - carries out a pipeline.
 *
 * Each program gets three descriptors and no others (spawn_with()). So nobody but the shell and
 * the two programs of a pipe ever has its ends open, and the shell closes its own.
 */
#include "sh.h"

static int
status_of_error(const char *what, int error)
{
	fprintf(STDERR, "sh: %s: %e\n", what, error);
	return error == -E_NOT_FOUND ? STATUS_NOT_FOUND : STATUS_NOT_RUN;
}

/* Closes a descriptor that the shell opened for a command, and not one of its own three. */
static void
close_opened(int fd)
{
	if (fd > STDERR)
		close(fd);
}

/* The same, unless the command still has it as one of its three. */
static void
close_replaced(int fd, const int fds[3])
{
	if (fd != fds[STDIN] && fd != fds[STDOUT] && fd != fds[STDERR])
		close_opened(fd);
}

/*
 * Exercise 5.12 (8 points): redirections and pipelines.
 *
 * redirect: fds[] holds the three descriptors that a command has without redirections. For each of
 * these, in their order, open the file, or take the descriptor that fds[other] is now, and put it
 * in the place fds[num] of the one that is there (close_replaced()). STDIN is read. A file that is
 * written is made if it is not there; it is cut to length 0, or with append written at its end. If
 * a file cannot be opened, say so with status_of_error(), and return 1. Else return 0.
 *
 * start_all: starts the commands of a pipeline, each with start_command(), to which the three
 * descriptors of the command belong from then on: it closes those that the shell had opened. The
 * first one reads from `in`, the last one writes to STDOUT, all write errors to STDERR; between one
 * and the next is a pipe. Returns what start_command() said of the last one. If there is no pipe,
 * that is said, nothing more is started, and the status is that of the error (status_of_error());
 * no descriptor stays open then.
 */
static int
redirect(const struct Command *command, int fds[3])
{
	/* EXERCISE 5.12 redirect */
	for (int i = 0; i < command->nredirections; i++) {
		const struct Redirection *r = &command->redirections[i];
		int written = O_WRONLY | O_CREAT | (r->append ? O_APPEND : O_TRUNC);
		int mode = r->num == STDIN ? O_RDONLY : written;
		int fd = r->file ? open(r->file, mode) : fds[r->other];
		int old = fds[r->num];

		if (fd < 0) {
			status_of_error(r->file, fd);
			return 1;
		}
		fds[r->num] = fd;
		close_replaced(old, fds);
	}
	return 0;
	/* END EXERCISE 5.12 */
}

static void
close_all_opened(const int fds[3])
{
	close_opened(fds[STDIN]);
	close_opened(fds[STDOUT]);
	if (fds[STDERR] != fds[STDOUT])
		close_opened(fds[STDERR]);
}

/* The path of a program: a name without a slash is one of /bin. */
static const char *
program_path(const char *name, char *buf, size_t n)
{
	if (strchr(name, '/'))
		return name;
	snprintf(buf, (int)n, "/bin/%s", name);
	return buf;
}

/* A builtin command that is part of a pipeline runs in a copy of the shell. */
static envid_t
fork_builtin(const struct Builtin *builtin, const struct Command *command, const int fds[3])
{
	envid_t child = fork();

	if (child != 0)
		return child;
	in_background = true;
	own_watch = 0;
	for (int num = 0; num < NFD; num++)
		if (num != fds[STDIN] && num != fds[STDOUT] && num != fds[STDERR])
			close(num);
	exit_status(builtin->run(command->argc, command->argv, fds));
}

/* Starts a command with these descriptors, redirected; closes them here. Returns 0, or why not. */
static int
start_command(const struct Command *command, int fds[3], struct Job *job)
{
	const struct Builtin *builtin = builtin_find(command->argv[0]);
	int status = redirect(command, fds);
	char path[LINE_MAX];
	envid_t env = 0;

	if (status == 0 && builtin)
		env = fork_builtin(builtin, command, fds);
	else if (status == 0)
		env = spawn_with(program_path(command->argv[0], path, sizeof(path)), command->argv,
				 fds, job->in_front);
	close_all_opened(fds);
	if (env < 0)
		status = status_of_error(command->argv[0], env);
	else if (env > 0)
		job->envs[job->n++] = env;
	return status;
}

static int
start_all(const struct Pipeline *pipeline, int in, struct Job *job)
{
	/* EXERCISE 5.12 start_all */
	int status = 0;

	for (int i = 0; i < pipeline->n; i++) {
		int ends[2] = { STDIN, STDOUT };
		int r = i < pipeline->n - 1 ? pipe(ends) : 0;

		if (r < 0) {
			close_opened(in);
			return status_of_error("pipe", r);
		}
		status = start_command(&pipeline->commands[i], (int[]){ in, ends[1], STDERR }, job);
		in = ends[0];
	}
	return status;
	/* END EXERCISE 5.12 */
}

/* A builtin command on its own runs in the shell itself, or it could not change it. */
static int
run_builtin(const struct Builtin *builtin, const struct Command *command)
{
	int fds[3] = { STDIN, STDOUT, STDERR };
	int status = redirect(command, fds);

	if (status == 0)
		status = builtin->run(command->argc, command->argv, fds);
	close_all_opened(fds);
	return status;
}

int
no_input(void)
{
	int ends[2];

	if (pipe(ends) < 0)
		return STDIN;
	close(ends[1]);
	return ends[0];
}

static int
run_programs(const struct Pipeline *pipeline)
{
	bool meanwhile = pipeline->then == RUN_MEANWHILE;
	struct Job job = { .n = 0, .in_front = !meanwhile };
	int status, waited;

	strlcpy(job.name, pipeline->commands[0].argv[0], sizeof(job.name));
	if (!meanwhile)
		jobs_in_front();
	status = start_all(pipeline, meanwhile ? no_input() : STDIN, &job);
	if (!meanwhile) {
		waited = job_wait(&job);
		return interrupted || status == 0 ? waited : status;
	}
	if (job.n > 0)
		job_remember(&job);
	return status;
}

int
run_pipeline(const struct Pipeline *pipeline)
{
	const struct Command *first = &pipeline->commands[0];
	bool alone = pipeline->n == 1 && pipeline->then != RUN_MEANWHILE;
	const struct Builtin *builtin = alone ? builtin_find(first->argv[0]) : NULL;
	int status;

	if (alone && first->argc == 1 && (status = var_assign(first->argv[0])) >= 0)
		return status;
	status = builtin ? run_builtin(builtin, first) : run_programs(pipeline);
	return pipeline->negated ? !status : status;
}
