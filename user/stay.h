/* SPDX-License-Identifier: MIT */
/*
 * stay.h - for tests of which the grader looks at the memory when all is over: environments that
 * stay, and contents that nobody knows without the nonce.
 */
#ifndef EXOLAB_USER_STAY_H
#define EXOLAB_USER_STAY_H

#include <user/test.h>

#define RW (PTE_P | PTE_U | PTE_W)
#define RO (PTE_P | PTE_U)

/* Stops this environment: it lives, and never runs again unless its parent says so. */
static inline void
stay(void)
{
	must(sys_env_set_status(0, ENV_NOT_RUNNABLE));
}

#endif
