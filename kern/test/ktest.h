/* SPDX-License-Identifier: MIT */
/*
 * ktest.h - tests that run inside the kernel. The command line starts one (ktest=NAME). It runs as
 * early as it can, so that it needs nothing but what it tests: a kernel whose page tables are not
 * written yet can still show that its frames are counted right.
 *
 * A test here judges nothing. It does something with the kernel's functions, says what came back,
 * and leaves memory as it then is: the grader, which reads both from outside, judges.
 */
#ifndef EXOLAB_KERN_TEST_KTEST_H
#define EXOLAB_KERN_TEST_KTEST_H

#include <inc/types.h>

/* How far the kernel has come: what is set up, beside all that stands before. */
enum KtestStage {
	KTEST_CONSOLE, /* the console */
	KTEST_FRAMES,  /* the frame table; memory is reached through the entry page tables */
	KTEST_KMAP,    /* the kernel's own address space */
	KTEST_ENVS     /* everything; no program is started yet */
};

struct Ktest {
	const char *kt_name;
	enum KtestStage kt_stage;	/* at which it runs */
	void (*kt_run)(uint32_t nonce); /* the nonce of this boot, to make results unguessable */
};

/* Whether there is a test of that name, or of each of several: a,b,c. */
bool ktest_exist(const char *names);

/* Runs these tests, which exist, if it is the first one's stage. Returns whether it was. */
bool ktest_run(const char *names, enum KtestStage stage);

/* For the tests themselves: prints one line behind the nonce, which shows that it is said now. */
void ktest_say(const char *fmt, ...) __printf(1, 2);

/*
 * value in eight hexadecimal digits, for "%s", until the next call: to print numbers is an exercise
 * of its own, and what is not about it must not fail with it.
 */
const char *ktest_hex(uint32_t value);

/* The next of a row of numbers that follows from *state; not predictable without the nonce. */
uint32_t ktest_random(uint32_t *state);

#endif
