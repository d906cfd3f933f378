/* SPDX-License-Identifier: MIT */
/*
 * progtrace.h - where in its program an environment is, and which calls led there. The stack and
 * the line table are the program's own memory: they are read with checks, and may hold anything.
 */
#ifndef EXOLAB_KERN_PROGTRACE_H
#define EXOLAB_KERN_PROGTRACE_H

#include <inc/env.h>

/* Prints " at 0x00800020 in umain at user/hello.c:8", with what is known, and no newline. */
void backtrace_print_place(struct Env *e, uint32_t eip);

/* Prints the calls that led to where e stands. */
void backtrace_program(struct Env *e);

#endif
