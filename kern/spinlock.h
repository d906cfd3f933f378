/* SPDX-License-Identifier: MIT */
/*
 * spinlock.h - locks between processors, and the rules about them.
 *
 * Each lock guards what is listed here, in the order of their ranks:
 *
 *	sched_lock	env_status, the run queue, free environments, who waits for whom and for
 *			what (env_ipc_*), env_upcalls of others; which processors sleep
 *	memory_lock	the free list, pp_ref and pp_owner; page directories and tables below UTOP
 *	both		that an environment begins or ends: to hold one of the two keeps alive what
 *			envid2env() finds
 *	console_lock	the devices of the console, one whole text at a time
 */
/* LAB 5 */
/*
 *	sched_lock also	bindings and who holds them, requests at the disk and the disk itself, who
 *			waits for console input or for time to pass
 *	memory_lock	keeps the frames of a request in their place while they are looked up
 */
/* END LAB 5 */
/*
 * The rules:
 *   1. A processor that holds locks takes only one of a higher rank: sched, memory, console.
 *   2. The kernel runs with interrupts off, so a lock is never wanted by the holder's own
 *      interrupt.
 *   3. No lock is held on the way back into a program: the gates look (kern/syscallentry.S),
 *      env_pop_tf() gives back sched_lock as its last act.
 *   4. With a lock held the kernel touches no user address, which may fault (kern/usercopy.h).
 * lock() and unlock() panic where 1 is violated; cpu_held has a bit for each lock that a processor
 * holds.
 */
#ifndef EXOLAB_KERN_SPINLOCK_H
#define EXOLAB_KERN_SPINLOCK_H

/* The bits of cpu_held. */
#define LOCK_SCHED 0x1
#define LOCK_MEMORY 0x2
#define LOCK_CONSOLE 0x4

#ifndef __ASSEMBLER__
#include <inc/x86.h>
#include <kern/percpu.h>
#include <kern/shootdown.h>

/*
 * A ticket lock: who comes takes the next ticket, and enters when it is served. So the processors
 * enter in the order in which they came, and none waits for ever. The price: nobody enters while
 * the one whose turn it is stands still, as it may on a virtual machine whose host has fewer cores
 * (kern/build/qemu.py takes care). The fields need not be volatile: wait_for_lock() and barrier()
 * make the compiler look again.
 */
struct Spinlock {
	uint32_t sl_next;   /* the next ticket to be taken */
	uint32_t sl_served; /* the ticket whose turn it is; kern/envpop.S counts it on */
};

/* All locks, by rank. */
extern struct Spinlock spinlocks[3];
#define sched_lock (spinlocks[0])
#define memory_lock (spinlocks[1])
#define console_lock (spinlocks[2])

/* The rank of a lock, and its bit in cpu_held, which is the greater the higher the rank. */
static __always_inline uint32_t
lock_rank(const struct Spinlock *l)
{
	return (uint32_t)(l - spinlocks);
}

static __always_inline uint32_t
lock_bit(const struct Spinlock *l)
{
	return 1u << lock_rank(l);
}

/* What a violation of the rules ends in; and what the way back into a program does (rule 3). */
void panic_lock_order(const struct Spinlock *l) __noreturn;
void panic_lock_not_held(const struct Spinlock *l) __noreturn;
void panic_lock_left(void) __noreturn;

/* Does this processor hold it? */
static __always_inline bool
holding(const struct Spinlock *l)
{
	return (this_cpu()->cpu_held & lock_bit(l)) != 0;
}

/*
 * Exercise 4.1 (8 points): a lock that is fair.
 *
 * lock waits until it is free, and takes it. If this processor holds a lock of this rank or a
 * higher one (cpu_held and lock_bit() tell), panic_lock_order(). Take a ticket: fetch_and_add()
 * gives the value before. Until that ticket is served, call wait_for_lock() again and again. Then
 * note its bit in cpu_held.
 * unlock gives it back: panic_lock_not_held() if it is not held here; take the bit out of cpu_held
 * (test_and_clear_bit() with lock_rank() tells one and does the other), and serve the next ticket.
 * The compiler must not move what the lock guards across either: barrier().
 */
static __always_inline void
lock(struct Spinlock *l)
{
	/* EXERCISE 4.1 lock */
	struct Cpu *cpu = this_cpu();
	uint32_t ticket;

	if (cpu->cpu_held >= lock_bit(l))
		panic_lock_order(l);
	ticket = fetch_and_add(&l->sl_next, 1);
	while (l->sl_served != ticket)
		wait_for_lock();
	barrier();
	cpu->cpu_held |= lock_bit(l);
	/* END EXERCISE 4.1 */
}

static __always_inline void
unlock(struct Spinlock *l)
{
	/* EXERCISE 4.1 unlock */
	if (!test_and_clear_bit(&this_cpu()->cpu_held, lock_rank(l)))
		panic_lock_not_held(l);
	barrier();
	l->sl_served++;
	/* END EXERCISE 4.1 */
}

#endif
#endif
