/* SPDX-License-Identifier: MIT */
/*
 * error.h - every error that the kernel and the libOS return, as the negative of its number.
 *
 * ERRORS is the one list: the numbers and the texts that %e prints both come from it. Programs have
 * the numbers compiled in, so none is ever changed. Where a lab is silent about one, a later lab
 * speaks of it.
 */
#ifndef EXOLAB_INC_ERROR_H
#define EXOLAB_INC_ERROR_H

#define ERRORS(X)                                                                                  \
	X(UNSPECIFIED, 1, "unspecified error")                                                     \
	X(BAD_ENV, 2, "no such environment, or not yours")                                         \
	X(INVAL, 3, "invalid argument")                                                            \
	X(NO_MEM, 4, "out of memory")                                                              \
	X(NO_FREE_ENV, 5, "out of environments")                                                   \
	X(FAULT, 6, "bad address")                                                                 \
	X(IPC_NOT_RECV, 7, "the receiver is not waiting")                                          \
	X(EOF, 8, "unexpected end of file")                                                        \
	X(NO_DISK, 9, "no free space on the disk")                                                 \
	X(MAX_OPEN, 10, "too many files are open")                                                 \
	X(NOT_FOUND, 11, "not found")                                                              \
	X(BAD_PATH, 12, "bad path")                                                                \
	X(FILE_EXISTS, 13, "it exists already")                                                    \
	X(NOT_EXEC, 14, "not a program that can run")                                              \
	X(NOT_SUPP, 15, "not possible with this")                                                  \
	X(NO_SYS, 16, "no such system call")                                                       \
	X(IN_USE, 17, "in use by somebody else")                                                   \
	X(IO, 18, "the device reports an error")                                                   \
	X(BAD_BINDING, 19, "no such binding, or not yours")                                        \
	X(NOT_BOUND, 20, "the binding does not allow that")                                        \
	X(NOT_YET, 21, "not done yet")                                                             \
	X(NOT_DIR, 22, "not a directory")                                                          \
	X(IS_DIR, 23, "a directory")                                                               \
	X(NOT_EMPTY, 24, "the directory is not empty")                                             \
	X(BAD_FS, 25, "the file system is damaged")                                                \
	X(PIPE, 26, "nobody reads from the pipe")                                                  \
	X(NOT_AT_ONCE, 27, "not possible in one step")

enum {
#define ERROR_NUMBER(name, number, text) E_##name = (number),
	ERRORS(ERROR_NUMBER)
#undef ERROR_NUMBER
	MAXERROR = 28 /* one more than the largest */
};

#endif
