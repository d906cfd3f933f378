/* SPDX-License-Identifier: MIT */
/*
 * types.h - the basic types that the kernel, the boot loader and programs share.
 */
#ifndef EXOLAB_INC_TYPES_H
#define EXOLAB_INC_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <inc/exercise.h>

typedef int32_t ssize_t;
typedef int32_t off_t;

/* Physical addresses are a type of their own in name: a physaddr_t is never dereferenced. */
typedef uint32_t physaddr_t;
/* The number of a page frame: its physical address divided by PGSIZE. */
typedef uint32_t ppn_t;

#define MIN(a, b)                                                                                  \
	({                                                                                         \
		__typeof__(a) min_a = (a);                                                         \
		__typeof__(b) min_b = (b);                                                         \
		min_a <= min_b ? min_a : min_b;                                                    \
	})
#define MAX(a, b)                                                                                  \
	({                                                                                         \
		__typeof__(a) max_a = (a);                                                         \
		__typeof__(b) max_b = (b);                                                         \
		max_a >= max_b ? max_a : max_b;                                                    \
	})

/* Round the address or number a down or up to a multiple of n, which must be a power of two. */
#define ROUNDDOWN(a, n) ((__typeof__(a))((uint32_t)(a) & ~((uint32_t)(n)-1)))
#define ROUNDUP(a, n) ((__typeof__(a))(((uint32_t)(a) + (uint32_t)(n)-1) & ~((uint32_t)(n)-1)))

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#define __noreturn __attribute__((noreturn))
/* Null unless something else that is linked needs it. */
#define __weak __attribute__((weak))
/* What the function calls becomes a part of it, where the compiler can see it. */
#define __flatten __attribute__((flatten))
#define __always_inline inline __attribute__((always_inline))
#define __printf(fmt, args) __attribute__((format(printf, fmt, args)))
#define static_assert _Static_assert

#endif
