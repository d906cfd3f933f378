/* SPDX-License-Identifier: MIT */
/*
 * error.h - every error that the kernel and the libOS return, as the negative of its number.
 *
 * ERRORS is the one list: the numbers and the texts that %e prints both come from it. Programs have
 * the numbers compiled in, so none is ever changed. The gaps belong to later labs.
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
	X(NOT_FOUND, 11, "not found")                                                              \
	X(NOT_EXEC, 14, "not a program that can run")                                              \
	X(NO_SYS, 16, "no such system call")                                                       \
	X(IN_USE, 17, "in use by somebody else")

enum {
#define ERROR_NUMBER(name, number, text) E_##name = (number),
	ERRORS(ERROR_NUMBER)
#undef ERROR_NUMBER
	MAXERROR = 18 /* one more than the largest */
};

#endif
