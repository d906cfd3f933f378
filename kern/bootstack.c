/* SPDX-License-Identifier: MIT */
/*
 * bootstack.c - the memory of the first kernel stack.
 */
#include <kern/bootstack.h>

uint8_t bootstack[KSTKSIZE] __attribute__((aligned(PGSIZE)));
