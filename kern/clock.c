/* SPDX-License-Identifier: MIT */
/*
 * clock.c - time, counted in slices, and waiting for it. Those who wait stand in the order in which
 * their time comes, so the end of a slice costs as much as it wakes.
 */
#include <kern/clock.h>
#include <kern/envwait.h>
#include <kern/interrupt.h>
#include <kern/sched.h>
#include <kern/syscall.h>
#include <kern/timer.h>

/* Who waits: their env_queue, by env_waits_slice. Under sched_lock. */
static struct EnvLink waiters = { &waiters, &waiters };

/* Has this time come? The count wraps, so times are compared by how far they are apart. */
static bool
has_come(uint32_t slice)
{
	return (int32_t)(kerninfo->ki_slices - slice) >= 0;
}

static void
enqueue(struct Env *e)
{
	struct Env *next = envlist_first(&waiters);

	while (next && (int32_t)(e->env_waits_slice - next->env_waits_slice) >= 0)
		next = envlist_next(&waiters, next);
	envlist_append(next ? &next->env_queue : &waiters, e);
	sched_awaited++;
}

static void
dequeue(struct Env *e)
{
	envlist_remove(e);
	sched_awaited--;
}

static void
wake_due(void)
{
	struct Env *e;

	while ((e = envlist_first(&waiters)) && has_come(e->env_waits_slice)) {
		dequeue(e);
		env_wake(e, 0);
	}
}

/* Another slice has passed. */
static void
clock_tick(void)
{
	kerninfo->ki_slices++;
	/* Without the lock: whoever comes to wait just now may be seen a slice later. */
	if (!envlist_first(&waiters))
		return;
	lock(&sched_lock);
	wake_due();
	unlock(&sched_lock);
}

void
clock_start(void)
{
	kerninfo->ki_slice_ns = timer_slice_ns();
	interrupt_each_slice(clock_tick);
}

int32_t
sys_clock_wait(uint32_t slice)
{
	if (has_come(slice))
		return 0;
	lock(&sched_lock);
	curenv->env_waits_slice = slice;
	env_wait(curenv, WAIT_FOR_SLICE, NULL);
	if (curenv->env_wait == WAIT_FOR_SLICE)
		enqueue(curenv);
	sched_yield();
}

void
clock_release(struct Env *e)
{
	if (e->env_wait == WAIT_FOR_SLICE)
		dequeue(e);
}
