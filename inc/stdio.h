/* SPDX-License-Identifier: MIT */
/*
 * stdio.h - formatted printing and the console, for the kernel and for programs alike.
 */
#ifndef EXOLAB_INC_STDIO_H
#define EXOLAB_INC_STDIO_H

#include <inc/types.h>
#include <stdarg.h>

/* Prints n characters on the console, as they stand; cheaper than one by one. */
void cons_write(const char *s, size_t n);

/* Prints one character on the console. */
void cputchar(int c);

/* Waits for one character of console input and returns it. */
int getchar(void);

/* Nonzero if cputchar() shows what getchar() returns (a person types, not a pipe). */
int iscons(int fd);

/*
 * The engine behind every formatted print. Calls putch(c, putdat) for each character of the
 * result. Conversions: %d %u %x %o %p %s %c %e %%; %e takes an error number and prints its text.
 * Flags: - (left-adjust), 0 (pad with zeros), + and space (sign), # (0x or 0); a width and a
 * .precision, each a number or *; the lengths h, hh, l, ll (64 bits) and z.
 * A conversion it does not know is printed as it stands.
 */
void vprintfmt(void (*putch)(int, void *), void *putdat, const char *fmt, va_list ap)
	__printf(3, 0);
void printfmt(void (*putch)(int, void *), void *putdat, const char *fmt, ...);

/* Prints on the console. Returns the number of characters printed. */
int cprintf(const char *fmt, ...);
int vcprintf(const char *fmt, va_list ap);

/*
 * Prints into buf, at most n bytes including the final zero. Returns the length the whole result
 * has, which is >= n if it was cut; -E_INVAL if buf is null or n < 1.
 */
int snprintf(char *buf, int n, const char *fmt, ...);
int vsnprintf(char *buf, int n, const char *fmt, va_list ap);

/*
 * Prints prompt (may be null), reads one line with editing, and returns it without its newline,
 * in a buffer that the next call reuses. Null at end of input or on an interrupt (Ctrl-C, Ctrl-D).
 */
char *readline(const char *prompt);

#endif
