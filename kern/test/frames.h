/* SPDX-License-Identifier: MIT */
/*
 * frames.h - running out of memory on purpose. The frames taken are chained through their own first
 * words; there is one chain.
 */
#ifndef EXOLAB_KERN_TEST_FRAMES_H
#define EXOLAB_KERN_TEST_FRAMES_H

#include <inc/types.h>

/* Takes frames until none is left, and gives keep of them back. Returns how many it holds then. */
size_t ktest_take_all(size_t keep);

/* Gives all of them back. Returns how many. */
size_t ktest_give_all(void);

#endif
