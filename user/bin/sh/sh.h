/* SPDX-License-Identifier: MIT */
/*
 * sh.h - what the files of the shell offer each other. A file calls only those above its own part
 * of this page.
 */
#ifndef EXOLAB_USER_BIN_SH_H
#define EXOLAB_USER_BIN_SH_H

#include <inc/lib.h>

#define LINE_MAX 1024 /* of input, and of what becomes of it when variables are put in */
#define ARGS_MAX 64
#define COMMANDS_MAX 8	   /* of a pipeline */
#define REDIRECTIONS_MAX 8 /* of a command */
#define JOBS_MAX 16

/* The descriptors that every program has. */
#define STDIN 0
#define STDOUT 1
#define STDERR 2

/* Statuses that the shell itself gives. */
#define STATUS_BAD_LINE 2
#define STATUS_NOT_RUN 126
#define STATUS_NOT_FOUND 127
#define STATUS_INTERRUPTED 130
#define STATUS_CRASHED 139

/* A line, taken apart. All strings lie in struct Line itself. */
enum Connector {
	RUN_NEXT,     /* ; or the end of the line */
	RUN_IF_WELL,  /* && */
	RUN_IF_BADLY, /* || */
	RUN_MEANWHILE /* & */
};

#define NO_COMMAND ":" /* does nothing, and does it well (builtin.c) */

/* Where one of a command's three descriptors shall lead. */
struct Redirection {
	int num;
	const char *file; /* null: where descriptor other leads when it is the turn of this one */
	int other;
	bool append; /* what is written goes to the end of the file */
};

/* One program, and what it does not have as the shell does. */
struct Command {
	const char *argv[ARGS_MAX + 1];
	int argc;
	struct Redirection redirections[REDIRECTIONS_MAX]; /* in their order */
	int nredirections;
};

struct Pipeline {
	struct Command commands[COMMANDS_MAX];
	int n;
	bool negated; /* it went well if it did not */
	enum Connector then;
};

/* What runs: a pipeline's programs. */
struct Job {
	envid_t envs[COMMANDS_MAX]; /* those that were started, in order */
	int n;
	envid_t watch; /* through which a list that runs meanwhile waits; 0: it is no list */
	bool in_front; /* Ctrl-C is meant for it */
	char name[32];
};

struct Line {
	const char *rest; /* what is not yet parsed */
	char text[LINE_MAX];
	size_t used; /* of text */
	struct Pipeline pipeline;
};

/*
 * state.c: what all parts of the shell know, and its variables.
 */
extern int last_status;	   /* $? */
extern envid_t last_job;   /* $!: of the last pipeline that runs meanwhile, its last program */
extern bool interactive;   /* a person types the lines */
extern bool in_background; /* a copy of the shell, to which the terminal does not belong */
extern envid_t own_watch;  /* a copy that runs a list waits through this one; else 0 */
extern bool interrupted;   /* by Ctrl-C: what belongs together with the last command is not run */

/* What $0, $1... are. */
void args_set(int argc, char **argv);
const char *var_get(const char *name);
/* Is this word NAME=value? Then sets it: 0, or 1 if there is no room for it; -1 if it is not. */
int var_assign(const char *word);
/* How many characters at s are a variable's name. */
size_t var_name_length(const char *s);

/*
 * parse.c
 */
void parse_begin(struct Line *line, const char *text);
/*
 * Parses the next pipeline of the line, whose variables have the values that they have now. Returns
 * 1; 0 at the end; -1, having said why, if the line makes no sense.
 */
int parse_next(struct Line *line);
/* Do several pipelines follow, joined by && or ||, that are all to run meanwhile? */
bool parse_list_meanwhile(const struct Line *line);

/*
 * jobs.c: programs that run.
 */
/* What is started from now on, Ctrl-C means. */
void jobs_in_front(void);
/* Waits for all programs of a job, which are in front. Returns the status of the last. */
int job_wait(const struct Job *job);
/* It runs meanwhile. */
void job_remember(const struct Job *job);
/* Starts what a list that runs meanwhile is to wait through. Returns its id, or an error. */
envid_t job_make_watch(void);
/* Waits until environment envid has ended, through own_watch; ends job if that is to end. */
void job_watch(const struct Job *job, envid_t envid);
/* Forgets those that have come to their end, and says so to a person. */
void jobs_look(void);
void jobs_list(int out);
/* Waits for all that runs meanwhile. */
int jobs_wait_all(void);
/* Ends a job, by the id of one of its programs. -E_BAD_ENV if it is none of ours. */
int jobs_kill(envid_t env);

/*
 * builtin.c: commands that are no programs.
 */
struct Builtin {
	const char *name;
	/* Returns its status. */
	int (*run)(int argc, const char *const *argv, const int fds[3]);
	const char *help;
};
/* Null if there is none of this name. */
const struct Builtin *builtin_find(const char *name);

/*
 * run.c: carries out a pipeline; returns its status.
 */
int run_pipeline(const struct Pipeline *pipeline);
/* A descriptor from which nothing comes: what runs meanwhile must not read what is typed. */
int no_input(void);

#endif
