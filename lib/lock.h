/* SPDX-License-Identifier: MIT */
/*
 * lock.h - a lock in memory that several environments share: the id of who holds it, or 0.
 *
 * Whoever holds it may be destroyed at any time: then it is anybody's. So what the lock guards must
 * make sense after each single store.
 */
#ifndef EXOLAB_LIB_LOCK_H
#define EXOLAB_LIB_LOCK_H

#include <inc/lib.h>
#include <inc/x86.h>

/* One that is being destroyed may still run for a moment, on another processor. */
static inline bool
env_lives(envid_t envid)
{
	const volatile struct Env *e = &envs[ENVX(envid)];

	return e->env_id == envid && e->env_status != ENV_FREE;
}

/*
 * Gives the processor away, to envid if that can use it: for a loop that waits for what somebody
 * else does. The pause is for emulators that run one processor until it pauses.
 */
static inline void
give_way(envid_t envid)
{
	cpu_pause();
	if (sys_yield_to(envid) < 0)
		sys_yield();
}

static inline void
lock_take(volatile envid_t *lock)
{
	envid_t self = thisenv->env_id, holder = 0;

	while (!__atomic_compare_exchange_n(lock, &holder, self, false, __ATOMIC_ACQUIRE,
					    __ATOMIC_RELAXED)) {
		if (holder == self)
			panic("this program waits for itself");
		if (!env_lives(holder))
			continue; /* holder is what stands there: the next try replaces it */
		give_way(holder);
		holder = 0;
	}
}

static inline void
lock_give(volatile envid_t *lock)
{
	__atomic_store_n(lock, 0, __ATOMIC_RELEASE);
}

#endif
