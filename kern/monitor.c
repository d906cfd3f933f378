/* SPDX-License-Identifier: MIT */
/*
 * monitor.c - the monitor's loop: reads a line, splits it, finds the command and runs it.
 */
#include <inc/stdio.h>
#include <inc/string.h>
#include <kern/command.h>
/* LAB 3 */
#include <kern/env.h>
#include <kern/fault.h>
/* END LAB 3 */
#include <kern/monitor.h>
/* LAB 3 */
#include <kern/progtrace.h>
/* END LAB 3 */

#define WORDS_MAX 16 /* the command and its arguments */

static const struct Command *const groups[] = {
	mon_base_commands,
	/* LAB 2 */
	mon_mem_commands,
	/* END LAB 2 */
	/* LAB 3 */
	mon_env_commands,
	/* END LAB 3 */
};

static const struct Command *
find_command(const char *name)
{
	const struct Command *command;

	for (size_t i = 0; i < ARRAY_SIZE(groups); i++) {
		for (command = groups[i]; command->cmd_name; command++) {
			if (strcmp(command->cmd_name, name) == 0)
				return command;
		}
	}
	return NULL;
}

static enum Next
help(void)
{
	const struct Command *command;
	int n;

	cprintf("  %-28s %s\n", "help", "this list");
	for (size_t i = 0; i < ARRAY_SIZE(groups); i++) {
		for (command = groups[i]; command->cmd_name; command++) {
			n = cprintf("  %s %s", command->cmd_name, command->cmd_args);
			cprintf("%*s %s\n", MAX(30 - n, 0), "", command->cmd_help);
		}
	}
	return MONITOR_STAY;
}

/*
 * Exercise 1.12 (10 points): split a line into words.
 *
 * Words are separated by spaces and tabs. Put a zero behind each word in the line itself, and
 * pointers to the words into words[]. Return how many there are; -1 if there are more than
 * WORDS_MAX, of which then nothing is used.
 */
static int
split(char *line, char **words)
{
	/* EXERCISE 1.12 split */
	int n = 0;

	for (;;) {
		while (*line == ' ' || *line == '\t')
			*line++ = '\0';
		if (*line == '\0')
			return n;
		if (n == WORDS_MAX)
			return -1;
		words[n++] = line;
		while (*line != '\0' && *line != ' ' && *line != '\t')
			line++;
	}
	/* END EXERCISE 1.12 */
}

/*
 * Exercise 1.12, continued: run one line.
 *
 * Split the line; nothing in it means nothing to do (MONITOR_STAY). The word help calls help(); any
 * other is looked up with find_command(). Three things can be wrong, and each is said in a line of
 * its own, after which you stay: "too many words", and how many there may be; that there is no such
 * command, with its name; "usage: " with cmd_name and cmd_args, if the number of arguments is not
 * between cmd_min and cmd_max. Otherwise run the command.
 */
static enum Next
run_line(char *line, struct Trapframe *tf)
{
	/* EXERCISE 1.12 run_line */
	const struct Command *command;
	char *words[WORDS_MAX];
	int n = split(line, words);

	if (n == 0)
		return MONITOR_STAY;
	if (n < 0) {
		cprintf("too many words: at most %d\n", WORDS_MAX);
		return MONITOR_STAY;
	}
	if (strcmp(words[0], "help") == 0)
		return help();
	command = find_command(words[0]);
	if (!command) {
		cprintf("no such command: %s; help lists all\n", words[0]);
		return MONITOR_STAY;
	}
	if (n - 1 < command->cmd_min || n - 1 > command->cmd_max) {
		cprintf("usage: %s%s%s\n", command->cmd_name, *command->cmd_args ? " " : "",
			command->cmd_args);
		return MONITOR_STAY;
	}
	return command->cmd_run(&(struct Call){ .c_argc = n, .c_argv = words, .c_tf = tf });
	/* END EXERCISE 1.12 */
}

/* LAB 3 */
/* Says what led here. */
static void
print_stop(const struct Trapframe *tf)
{
	char place[PLACE_MAX];

	if ((tf->tf_cs & 3) != 0)
		cprintf("[%08x] %s: %s at %s\n", curenv->env_id, curenv->env_name,
			trap_name(tf->tf_trapno), backtrace_place(curenv, tf->tf_eip, place));
	else
		cprintf("%s in the kernel at 0x%08x\n", trap_name(tf->tf_trapno), tf->tf_eip);
}
/* END LAB 3 */

void
monitor(struct Trapframe *tf)
{
	char *line;

	/* LAB 3 */
	if (tf)
		print_stop(tf);
	/* END LAB 3 */
	if (!tf)
		cprintf("The kernel monitor; type help for a list of commands.\n");
	do {
		line = readline("K> ");
	} while (!line || run_line(line, tf) == MONITOR_STAY);
}
