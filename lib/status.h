/* SPDX-License-Identifier: MIT */
/*
 * status.h - how programs say how they went: a page that all who descend from one program share,
 * where each writes its last word, one after the other. The kernel knows of none of it.
 *
 * Who has the page is believed, and what is asked too late, after NENDS others have ended, is lost.
 */
#ifndef EXOLAB_LIB_STATUS_H
#define EXOLAB_LIB_STATUS_H

#include <lib/fd.h>

#define NENDS 511

struct Ends {
	volatile uint32_t e_count; /* of ends so far; the next goes to e_last[e_count % NENDS] */
	uint32_t e_unused;
	struct End {
		volatile envid_t env;
		volatile int status;
	} e_last[NENDS];
};
static_assert(sizeof(struct Ends) == PGSIZE, "the last words are one page");

/* Says how the caller went, if anybody could hear it. */
static inline void
status_say(int status)
{
	struct Ends *ends = (struct Ends *)STATUS;
	struct End *end;

	if (!libos_mapped(STATUS))
		return;
	end = &ends->e_last[__atomic_fetch_add(&ends->e_count, 1, __ATOMIC_SEQ_CST) % NENDS];
	end->env = 0;
	end->status = status;
	end->env = thisenv->env_id;
}

/* The page is there from now on: for who has children that are to have it, too. */
int status_prepare(void);

#endif
