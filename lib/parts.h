/* SPDX-License-Identifier: MIT */
/*
 * parts.h - what later parts of the library do for earlier ones. A program that has no use for such
 * a part is not linked with it: then the function is null, and there is nothing to do.
 */
#ifndef EXOLAB_LIB_PARTS_H
#define EXOLAB_LIB_PARTS_H

#include <inc/env.h>

/* At a fork, before pages are handed on: rings of pipes come to the child before their ends do. */
int pipe_fork(envid_t child) __weak;
/* And there is a page for the child's last word (lib/status.c). */
int status_fork(void) __weak;

/* A character typed, for this program and not for another one of the terminal (lib/terminal.c). */
int terminal_getchar(void) __weak;
/* Is this a descriptor of the console? */
bool terminal_is(int fd) __weak;

#endif
