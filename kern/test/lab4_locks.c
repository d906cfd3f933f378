/* SPDX-License-Identifier: MIT */
/*
 * lab4_locks.c - tests of the locks: on one processor, what the rules forbid; on several, who gets
 * in.
 */
#include <inc/string.h>
#include <kern/apstart.h>
#include <kern/dev/power.h>
#include <kern/env.h>
#include <kern/idt.h>
#include <kern/program.h>
#include <kern/sched.h>
#include <kern/syscall.h>
#include <kern/test/ktest.h>
#include <kern/timer.h>

extern const struct Ktest ktests_lab4_locks[];

/* How often to look at something that another processor changes, before the test gives up. */
#define LOOKS 100000

/* Says cpu_held with no lock, with each, with all, and on the way back. */
static void
run_held(uint32_t nonce)
{
	const struct Cpu *cpu = this_cpu();
	uint32_t none = cpu->cpu_held, one, two, three;

	lock(&sched_lock);
	one = cpu->cpu_held;
	lock(&memory_lock);
	two = cpu->cpu_held;
	lock(&console_lock);
	three = cpu->cpu_held;
	unlock(&console_lock);
	ktest_say("taken %x %x %x %x", none, one, two, three);
	/* Not in the order in which they were taken. */
	unlock(&sched_lock);
	one = cpu->cpu_held;
	unlock(&memory_lock);
	ktest_say("given %x %x", one, cpu->cpu_held);
	lock(&memory_lock);
	ktest_say("alone %x", cpu->cpu_held);
	unlock(&memory_lock);
	for (size_t i = 0; i < ARRAY_SIZE(spinlocks); i++)
		ktest_say("waiting %u", spinlocks[i].sl_next - spinlocks[i].sl_served);
	machine_end(END_GOOD);
}

/* Each of these ends in a panic. */

static void
run_order(uint32_t nonce)
{
	lock(&memory_lock);
	lock(&sched_lock);
	ktest_say("survived");
	machine_end(END_GOOD);
}

static void
run_twice(uint32_t nonce)
{
	lock(&memory_lock);
	lock(&memory_lock);
	ktest_say("survived");
	machine_end(END_GOOD);
}

static void
run_not_held(uint32_t nonce)
{
	lock(&sched_lock);
	unlock(&memory_lock);
	ktest_say("survived");
	machine_end(END_GOOD);
}

/* Starts a program, with one lock too many in hand. */
static void
run_left(uint32_t nonce)
{
	struct Env *e;

	if (program_start("hello", 0, &e) < 0)
		panic("no program");
	idt_init();
	lock(&sched_lock);
	lock(&memory_lock);
	env_run(e);
}

static int32_t
forgetful_getenvid(void)
{
	lock(&memory_lock);
	return curenv->env_id;
}

/* From now on, a system call forgets to give a lock back. */
static void
run_left_in_call(uint32_t nonce)
{
	uintptr_t entry = (uintptr_t)&syscall_table[SYS_getenvid];

	*(volatile syscall_handler *)entry = (syscall_handler)(void *)forgetful_getenvid;
}

/*
 * Several processors. What the first says to the others, and they to it: words that one writes and
 * the others look at. memory_lock is the one that is tried: whoever holds it may still print.
 */
static volatile uint32_t may_come[NCPU]; /* 1: to the lock; 2: to the race */
static volatile uint32_t came[NCPU];	 /* in which order they were let in */
static volatile uint32_t ncame;
static volatile uint32_t inside, together; /* how many hold the lock; the most that ever did */
static volatile uint32_t counter, finished;

#define ROUNDS 200

/* Waits until *word is value, and returns whether it ever was. */
static bool
wait_until(const volatile uint32_t *word, uint32_t value)
{
	for (int looks = 0; looks < LOOKS && *word != value; looks++)
		cpu_pause();
	return *word == value;
}

/* Counts on under the lock; the others get every chance to come in between. */
static void
race(void)
{
	for (int i = 0; i < ROUNDS; i++) {
		uint32_t now;

		lock(&memory_lock);
		together = MAX(together, ++inside);
		now = counter;
		cpu_pause();
		counter = now + 1;
		inside--;
		unlock(&memory_lock);
	}
}

static void __noreturn
be_another(void)
{
	uint32_t me = (uint32_t)cpunum();

	while (may_come[me] != 1)
		cpu_pause();
	lock(&memory_lock);
	came[ncame] = me;
	ncame = ncame + 1;
	unlock(&memory_lock);
	while (may_come[me] != 2)
		cpu_pause();
	race();
	fetch_and_add((uint32_t *)&finished, 1);
	for (;;)
		hlt();
}

/* Lets the others come to a lock that is taken, one after the other, in an order of chance. */
static void
let_them_come(uint32_t nonce)
{
	uint32_t order[NCPU];
	char said[2 * NCPU] = "", let_in[2 * NCPU] = "";
	int n = ncpus - 1;

	for (int i = 0; i < n; i++)
		order[i] = (uint32_t)i + 1;
	for (int i = n - 1; i > 0; i--) {
		uint32_t other = ktest_random(&nonce) % (uint32_t)(i + 1), last = order[i];

		order[i] = order[other];
		order[other] = last;
	}
	lock(&memory_lock);
	for (int i = 0; i < n; i++) {
		uint32_t before = memory_lock.sl_next;

		may_come[order[i]] = 1;
		wait_until(&memory_lock.sl_next, before + 1);
		said[2 * i] = (char)('0' + order[i]);
		said[2 * i + 1] = i + 1 < n ? ',' : '\0';
	}
	ktest_say("came %s", said);
	ktest_say("inside %u", ncame);
	unlock(&memory_lock);
	wait_until(&ncame, (uint32_t)n);
	for (int i = 0; i < n; i++) {
		let_in[2 * i] = (char)('0' + came[i]);
		let_in[2 * i + 1] = i + 1 < n ? ',' : '\0';
	}
	ktest_say("entered %s", let_in);
}

static void
run_race(uint32_t nonce)
{
	idt_init();
	smp_find();
	timer_init();
	smp_start(be_another);
	ktest_say("processors %d", ncpus);
	let_them_come(nonce);
	for (int cpu = 1; cpu < ncpus; cpu++)
		may_come[cpu] = 2;
	race();
	ktest_say("finished %d", wait_until(&finished, (uint32_t)ncpus - 1));
	ktest_say("counted %u of %u", counter, ROUNDS * (uint32_t)ncpus);
	ktest_say("together %u", together);
	machine_end(END_GOOD);
}

const struct Ktest ktests_lab4_locks[] = {
	{ "lock_held", KTEST_ENVS, run_held },
	{ "lock_order", KTEST_ENVS, run_order },
	{ "lock_twice", KTEST_ENVS, run_twice },
	{ "lock_not_held", KTEST_ENVS, run_not_held },
	{ "lock_left", KTEST_ENVS, run_left },
	{ "lock_left_in_call", KTEST_ENVS, run_left_in_call },
	{ "lock_race", KTEST_ENVS, run_race },
	{ .kt_name = NULL },
};
