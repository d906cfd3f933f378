/* SPDX-License-Identifier: MIT */
/*
 * spinlock.c - the locks that there are, and what a violation of their rules ends in.
 */
#include <inc/assert.h>
#include <kern/spinlock.h>

struct Spinlock spinlocks[3];

static const char *const names[] = { "sched_lock", "memory_lock", "console_lock" };

void
panic_lock_order(const struct Spinlock *l)
{
	panic("%s is taken while the locks %x are held", names[l - spinlocks],
	      this_cpu()->cpu_held);
}

void
panic_lock_not_held(const struct Spinlock *l)
{
	panic("%s is given back by a processor that does not hold it", names[l - spinlocks]);
}

void
panic_lock_left(void)
{
	panic("on the way to a program with the locks %x held", this_cpu()->cpu_held);
}
