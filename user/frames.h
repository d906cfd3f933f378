/* SPDX-License-Identifier: MIT */
/*
 * frames.h - how much memory is free, as every program can see it without a call.
 */
#ifndef EXOLAB_USER_FRAMES_H
#define EXOLAB_USER_FRAMES_H

#include <inc/lib.h>

/* Free frames, counted where the kernel keeps them: the table at UPAGES. */
static inline uint32_t
count_free_frames(void)
{
	uint32_t n = 0;

	for (ppn_t ppn = 0; ppn < kerninfo.ki_nframes; ppn++)
		n += pages[ppn].pp_link != NULL;
	return n;
}

#endif
