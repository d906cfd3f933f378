/* SPDX-License-Identifier: MIT */
/*
 * chance.h - for programs that do anything at all: numbers that nobody foresees, but that follow
 * from a seed. Marsaglia's xorshift of 32 bits (Xorshift RNGs, J. Stat. Software 8(14), 2003).
 */
#ifndef EXOLAB_USER_CHANCE_H
#define EXOLAB_USER_CHANCE_H

#include <inc/types.h>

static uint32_t chance_state;

/* What comes from now on follows from seed. */
static inline void
chance_begin(uint32_t seed)
{
	/* From zero nothing but zeros would come; neighbours shall not begin alike. */
	chance_state = seed * 2654435761u | 1;
}

/* Any number below this. */
static inline uint32_t
chance(uint32_t below)
{
	chance_state ^= chance_state << 13;
	chance_state ^= chance_state >> 17;
	chance_state ^= chance_state << 5;
	return chance_state % below;
}

#endif
