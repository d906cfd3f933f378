/* SPDX-License-Identifier: MIT */
/*
 * exercise.h - what a skeleton has in place of a solution that is not written yet.
 *
 * EXERCISE_MISSING(2, "2.3", "pgdir_walk") says where it stands and which text to read, and
 * stops. The message is one string made by the compiler: to print it must not need any other
 * exercise. The kernel, the boot loader and programs each have their own exercise_missing().
 */
#ifndef EXOLAB_INC_EXERCISE_H
#define EXOLAB_INC_EXERCISE_H

#define EXERCISE_STRING_(x) #x
#define EXERCISE_STRING(x) EXERCISE_STRING_(x)
/* clang-format off */
#ifndef __ASSEMBLER__
#define EXERCISE_MISSING(lab, number, name)							\
	exercise_missing(__FILE__ ":" EXERCISE_STRING(__LINE__) ": exercise " number		\
			 " (" name ") is not implemented yet: see labs/lab" #lab ".md\n")

void exercise_missing(const char *message) __attribute__((noreturn));
#else
/* The text alone, ended by a zero; each file defines an EXERCISE_MISSING that it can print with. */
#define EXERCISE_ASCII(lab, number, name)							\
	.ascii __FILE__, ":", EXERCISE_STRING(__LINE__), ": exercise ", number, " (", name,	\
	       ") is not implemented yet: see labs/lab", EXERCISE_STRING(lab), ".md\r\n\0"
#endif
/* clang-format on */

#endif
