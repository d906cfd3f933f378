/* SPDX-License-Identifier: MIT */
/*
 * ktest.h - tests that run inside the kernel. The command line starts one (ktest=NAME), right after
 * the kernel's own start and before any program.
 *
 * A test here judges nothing. It does something with the kernel's functions, says what came back,
 * and leaves memory as it then is: the grader, which reads both from outside, judges.
 */
#ifndef EXOLAB_KERN_TEST_KTEST_H
#define EXOLAB_KERN_TEST_KTEST_H

#include <inc/types.h>

struct Ktest {
	const char *kt_name;
	void (*kt_run)(uint32_t nonce); /* the nonce of this boot, to make results unguessable */
};

/* Runs the test of that name, or several: a,b,c. Returns false at a name that no test has. */
bool ktest_run(const char *names);

/* For the tests themselves: prints one line behind the nonce, which shows that it is said now. */
void ktest_say(const char *fmt, ...) __printf(1, 2);

/* The next of a row of numbers that follows from *state; not predictable without the nonce. */
uint32_t ktest_random(uint32_t *state);

#endif
