/* SPDX-License-Identifier: MIT */
/*
 * command.h - what a command of the monitor is, and the checks of arguments that commands share.
 * The commands themselves are in kern/mon_*.c; kern/monitor.c finds and runs them.
 */
#ifndef EXOLAB_KERN_COMMAND_H
#define EXOLAB_KERN_COMMAND_H

#include <inc/trap.h>
#include <inc/types.h>

/* What a command tells the monitor to do next. */
enum Next {
	MONITOR_STAY, /* read another command */
	MONITOR_LEAVE /* go on with what entered the monitor */
};

/* What a command works on: its arguments (argv[0] is its name), and what entered the monitor. */
struct Call {
	int c_argc;
	char **c_argv;
	struct Trapframe *c_tf; /* of the stopped program; null if the kernel itself called */
};

struct Command {
	const char *cmd_name;
	const char *cmd_args; /* for people: "LOW HIGH" */
	const char *cmd_help; /* one line */
	int cmd_min, cmd_max; /* how many arguments, the name not counted */
	enum Next (*cmd_run)(const struct Call *call);
};

/* A group of commands; tables end with a command whose name is null. */
extern const struct Command mon_base_commands[]; /* kern/mon_base.c */
/* LAB 2 */
extern const struct Command mon_mem_commands[]; /* kern/mon_mem.c */
/* END LAB 2 */
/* LAB 3 */
extern const struct Command mon_env_commands[]; /* kern/mon_env.c */
/* END LAB 3 */

/*
 * Reads a number: decimal, or 0x and hexadecimal, of at most 32 bits. On success stores it in
 * *value. Otherwise prints what is wrong with the argument, called what, and returns false.
 */
bool command_number(const char *what, const char *text, uint32_t *value);

#endif
