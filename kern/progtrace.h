/* SPDX-License-Identifier: MIT */
/*
 * progtrace.h - where in its program an environment is, and which calls led there. The stack and
 * the line table are the program's own memory: they are read with checks, and may hold anything.
 */
#ifndef EXOLAB_KERN_PROGTRACE_H
#define EXOLAB_KERN_PROGTRACE_H

#include <inc/env.h>
#include <inc/lines.h>

#define PLACE_MAX (32 + 2 * LINES_NAME_MAX)

/* Fills buf with "0x00800020 in umain at user/hello.c:8", or what is known of it. Returns buf. */
const char *backtrace_place(struct Env *e, uint32_t eip, char buf[PLACE_MAX]);

/* Prints the calls that led to where e stands. */
void backtrace_program(struct Env *e);

#endif
