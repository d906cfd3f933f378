/* SPDX-License-Identifier: MIT */
/*
 * jobs.c - programs that run: waited for, or meanwhile.
 *
 * A list that runs meanwhile is a copy of the shell, and has children of its own: nobody but this
 * copy can end them. It waits for them through its watch, another environment, which waits in its
 * place and then answers. The watch is the shell's own child: if the shell ends that, the copy
 * learns it at once, ends what it has started, and itself. If the copy ends, so does the watch.
 */
#include "sh.h"
#include <lib/fd.h>
#include <lib/lock.h>
#include <lib/terminal.h>

#define NOWHERE ((void *)UTOP) /* no page */

static struct Job jobs[JOBS_MAX];
static int njobs;

static void
end_all(const struct Job *job)
{
	for (int i = 0; i < job->n; i++)
		sys_env_destroy(job->envs[i]);
}

/* Waits for whom the list names, one after the other, as long as there is the list. */
static void __noreturn
watch(void)
{
	envid_t shell = thisenv->env_parent_id, list;

	sys_env_set_name(0, "watch");
	close_all();
	terminal_leave();
	do {
		sys_ipc_recv(NOWHERE);
		list = thisenv->env_ipc_from;
	} while (envs[ENVX(list)].env_parent_id != shell);
	do
		wait((envid_t)thisenv->env_ipc_value);
	while (sys_ipc_call(list, 0, NOWHERE, 0, NOWHERE) == 0);
	exit();
}

envid_t
job_make_watch(void)
{
	envid_t child = fork();

	if (child == 0)
		watch();
	return child;
}

void
job_watch(const struct Job *job, envid_t envid)
{
	if (sys_ipc_call(own_watch, (uint32_t)envid, NOWHERE, 0, NOWHERE) == 0)
		return;
	end_all(job);
	exit_status(STATUS_INTERRUPTED);
}

static int
statuses(const struct Job *job)
{
	int status = 0;

	for (int i = 0; i < job->n; i++) {
		if (own_watch)
			job_watch(job, job->envs[i]);
		status = wait_status(job->envs[i]);
	}
	return status == EXIT_CRASHED ? STATUS_CRASHED : status;
}

/* Has Ctrl-C been typed for what this shell runs? */
static bool
look_for_interrupt(void)
{
	interrupted |= terminal_interrupted();
	return interrupted;
}

/* What runs meanwhile has no terminal, and does not take Ctrl-C from those who have. */
static bool
has_terminal(void)
{
	return !in_background && terminal_shared();
}

void
jobs_in_front(void)
{
	if (has_terminal())
		terminal_take(false);
}

/* Waits till all of a job have ended, or Ctrl-C was typed; returns whether it was. */
static bool
wait_or_interrupt(const struct Job *job)
{
	for (int i = 0; i < job->n; i++)
		while (!look_for_interrupt() && env_lives(job->envs[i]))
			terminal_wait(job->envs[i]);
	return look_for_interrupt();
}

/* The kernel lets nobody end a program but its parent: what Ctrl-C means, the shell does. */
int
job_wait(const struct Job *job)
{
	int status;

	if (!has_terminal())
		return statuses(job);
	if (wait_or_interrupt(job))
		end_all(job);
	status = statuses(job);
	if (interactive)
		terminal_take(true);
	/* A script within, and what else ends by itself at Ctrl-C, says so. */
	interrupted |= status == STATUS_INTERRUPTED;
	return interrupted ? STATUS_INTERRUPTED : status;
}

static bool
ended(const struct Job *job)
{
	for (int i = 0; i < job->n; i++)
		if (env_lives(job->envs[i]))
			return false;
	return true;
}

void
jobs_look(void)
{
	int kept = 0;

	for (int i = 0; i < njobs; i++) {
		const struct Job *job = &jobs[i];

		if (!ended(job)) {
			jobs[kept++] = *job;
			continue;
		}
		/* Its list may have ended before the watch heard of it: it would wait for ever. */
		if (job->watch)
			sys_env_destroy(job->watch);
		if (interactive)
			printf("[%08x] %s: ended with %d\n", job->envs[job->n - 1], job->name,
			       statuses(job));
	}
	njobs = kept;
}

void
job_remember(const struct Job *job)
{
	last_job = job->envs[job->n - 1];
	if (njobs == JOBS_MAX)
		jobs_look();
	if (njobs == JOBS_MAX) {
		fprintf(STDERR, "sh: only %d jobs are remembered\n", JOBS_MAX);
		return;
	}
	jobs[njobs++] = *job;
	if (interactive)
		printf("[%08x] %s\n", last_job, job->name);
}

void
jobs_list(int out)
{
	for (int i = 0; i < njobs; i++)
		fprintf(out, "[%08x] %s\n", jobs[i].envs[jobs[i].n - 1], jobs[i].name);
}

/* Ctrl-C ends the waiting: the jobs have no terminal. */
int
jobs_wait_all(void)
{
	jobs_in_front();
	for (int i = 0; i < njobs && !interrupted; i++) {
		if (has_terminal())
			wait_or_interrupt(&jobs[i]);
		else
			statuses(&jobs[i]);
	}
	if (interactive)
		terminal_take(true);
	jobs_look();
	return interrupted ? STATUS_INTERRUPTED : 0;
}

/* A copy of the shell knows the jobs, but is not their parent, and would wait for them in vain. */
int
jobs_kill(envid_t env)
{
	if (in_background)
		return -E_BAD_ENV;
	for (int i = 0; i < njobs; i++)
		for (int k = 0; k < jobs[i].n; k++)
			if (jobs[i].envs[k] == env) {
				if (jobs[i].watch)
					sys_env_destroy(jobs[i].watch);
				else
					end_all(&jobs[i]);
				statuses(&jobs[i]);
				return 0;
			}
	return -E_BAD_ENV;
}
