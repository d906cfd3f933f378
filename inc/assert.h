/* SPDX-License-Identifier: MIT */
/*
 * assert.h - how the kernel or a program stops when something that must hold does not.
 */
#ifndef EXOLAB_INC_ASSERT_H
#define EXOLAB_INC_ASSERT_H

#include <inc/types.h>

void _warn(const char *file, int line, const char *fmt, ...);
void _panic(const char *file, int line, const char *fmt, ...) __noreturn;

/* Prints file, line and a message, and goes on. */
#define warn(...) _warn(__FILE__, __LINE__, __VA_ARGS__)
/* Prints file, line, a message and a backtrace, and ends the program or the machine's run. */
#define panic(...) _panic(__FILE__, __LINE__, __VA_ARGS__)

#define assert(x)                                                                                  \
	do {                                                                                       \
		if (!(x))                                                                          \
			panic("assertion failed: %s", #x);                                         \
	} while (0)

#endif
