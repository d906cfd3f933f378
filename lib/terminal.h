/* SPDX-License-Identifier: MIT */
/*
 * terminal.h - what the programs of one terminal share, and what a shell makes of it.
 *
 * All who descend from who called terminal_prepare() share a page: what was typed, and that Ctrl-C
 * was. Nobody is told by the kernel what a key means. Whoever looks finds out: the program that
 * reads, and meanwhile the shell that waits for it. So a shell
 *
 *	terminal_take(true)	before it reads a line: Ctrl-C is a character to it then
 *	terminal_take(false)	before it starts a program: Ctrl-C is meant for that
 *	terminal_wait(job)	until there is something to look at, or job has ended
 *	terminal_interrupted()	was Ctrl-C typed? Then it is the shell that ends the job
 *
 * A program that reads the terminal at that moment ends itself. If the job was a shell, and had a
 * job of its own, then it is this one that ends that, and itself after it; and when it is gone,
 * the first one finds Ctrl-C still there, and ends what is left of its own.
 */
#ifndef EXOLAB_LIB_TERMINAL_H
#define EXOLAB_LIB_TERMINAL_H

#include <inc/lib.h>

/* The caller and its children from now on share a terminal. -E_NO_MEM. */
int terminal_prepare(void);

/* Does the caller share a terminal? */
bool terminal_shared(void);

/* The caller, and its children from now on, have no part in the terminal any more. */
void terminal_leave(void);

/*
 * The caller looks after the terminal: it reads itself, or starts others. One of these may be a
 * shell, too, and take it next: so it is taken before anything is started, and not after that.
 */
void terminal_take(bool reads);

/*
 * Was Ctrl-C typed, since a shell took the terminal to read? False to all but who took the terminal
 * last; if that one is gone, whoever asks may be meant.
 */
bool terminal_interrupted(void);

/*
 * Waits until something was typed, or somebody may have asked terminal_interrupted() for a reason,
 * or environment envid is gone.
 */
void terminal_wait(envid_t envid);

#endif
