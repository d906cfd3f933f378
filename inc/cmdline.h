/* SPDX-License-Identifier: MIT */
/*
 * cmdline.h - the grammar of the command line that the kernel finds on the disk.
 *
 * Words separated by white space; each is a bare key or key=value. A value with spaces stands in
 * double quotes, in which \n, \" and \\ mean a newline, a quote and a backslash. Of two words with
 * the same key the last one counts.
 *
 *	run=hello,divzero end keys="help\nbacktrace\n"
 */
#ifndef EXOLAB_INC_CMDLINE_H
#define EXOLAB_INC_CMDLINE_H

#include <inc/types.h>

/*
 * Looks for key on line, and copies its value to buf (if buf is not null), cut to n - 1 characters
 * and a zero. A bare key has the empty value. Returns whether the key is there; if not, buf is left
 * alone.
 */
bool cmdline_find(const char *line, const char *key, char *buf, size_t n);

#endif
