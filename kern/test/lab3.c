/* SPDX-License-Identifier: MIT */
/*
 * lab3.c - tests of lab 3 that no program can make: loading, running out of things, and exceptions
 * in the kernel itself.
 */
#include <inc/error.h>
#include <inc/string.h>
#include <kern/cmdline.h>
#include <kern/dev/power.h>
#include <kern/env.h>
#include <kern/idt.h>
#include <kern/program.h>
#include <kern/test/frames.h>
#include <kern/test/ktest.h>

extern const struct Ktest ktests_lab3[];

/* Starts each program of elves=NAME[,NAME...], and ends it again unless it was refused. */
static void
run_elves(uint32_t nonce)
{
	static char list[CMDLINE_MAX];
	char *name = list;

	cmdline_get("elves", list, sizeof(list));
	while (*name) {
		char *end = strfind(name, ',');
		char *next = *end ? end + 1 : end;
		size_t before = page_nfree();
		struct Env *e;
		int r;

		*end = '\0';
		r = program_start(name, 0, &e);
		if (r == 0)
			env_destroy(e);
		ktest_say("elf_%s %d %d", name, r, (int)(before - page_nfree()));
		name = next;
	}
}

/* Loads a program twice, and ends the machine before either runs: the grader looks at both. */
static void
run_load(uint32_t nonce)
{
	static char name[32];

	cmdline_get("load", name, sizeof(name));
	for (int i = 1; i <= 2; i++) {
		struct Env *e;
		int r = program_start(name, 0, &e);

		if (r < 0)
			panic("cannot load %s: %e", name, r);
		ktest_say("space%d_dir 0x%08x", i, PADDR(e->env_pgdir));
		ktest_say("space%d_id 0x%08x", i, e->env_id);
	}
	machine_end(END_GOOD);
}

/* Makes environments until there is no slot left. Returns how many. */
static int
fill_envs(void)
{
	struct Env *e;
	int n = 0, r;

	while ((r = env_alloc(&e, 0)) == 0 && n <= NENV)
		n++;
	ktest_say("then %d", r);
	return n;
}

/* Uses every slot, ends all, uses every slot again, and leaves them in use. */
static void
run_envs(uint32_t nonce)
{
	static envid_t first_ids[NENV];
	size_t before = page_nfree();
	struct Env *e;
	int stale = 0;

	ktest_say("first %d", fill_envs());
	for (int i = 0; i < NENV; i++) {
		first_ids[i] = envs[i].env_id;
		env_destroy(&envs[i]);
	}
	ktest_say("freed %d", (int)(page_nfree() - before));
	ktest_say("second %d", fill_envs());
	for (int i = 0; i < NENV; i++)
		stale += envid2env(first_ids[i], &e, false) == -E_BAD_ENV;
	ktest_say("stale %d", stale);
	ktest_say("sample 0x%08x 0x%08x", first_ids[7], envs[7].env_id);
	machine_end(END_GOOD);
}

/* Starts a program with ever more memory, from none, until it fits. */
static void
run_poor(uint32_t nonce)
{
	size_t before = page_nfree(), keep, leaks = 0;
	struct Env *e;
	int r = -E_NO_MEM;

	for (keep = 0; r == -E_NO_MEM; keep++) {
		ktest_take_all(keep);
		r = program_start("hello", 0, &e);
		if (r == 0)
			env_destroy(e);
		leaks += page_nfree() != keep;
		ktest_give_all();
	}
	ktest_say("fits %d with %u frames", r, keep - 1);
	ktest_say("leaks %u %d", leaks, (int)(before - page_nfree()));
}

static void
run_kernel_fault(uint32_t nonce)
{
	idt_init();
	ktest_say("faulting");
	*(volatile uint32_t *)(nonce & 0xFFC) = 1;
	ktest_say("survived");
}

/* Through a pointer that the compiler may not look through, with a frame of some size. */
uint32_t ktest_recurse(uint32_t depth);
static uint32_t (*volatile recurse)(uint32_t) = ktest_recurse;

uint32_t
ktest_recurse(uint32_t depth)
{
	volatile uint32_t frame[64];

	frame[depth % ARRAY_SIZE(frame)] = depth;
	return recurse(depth + 1) + frame[depth % ARRAY_SIZE(frame)];
}

static void
run_stack_overflow(uint32_t nonce)
{
	idt_init();
	ktest_say("overflowing");
	ktest_say("survived %u", recurse(0));
}

/* Says how many frames there are and are free, before the first program is started. */
	static void
	run_count(uint32_t nonce)
{
	ktest_say("npages %u", npages);
	ktest_say("pages 0x%08x", (uint32_t)pages);
	ktest_say("nfree %u", page_nfree());
}

const struct Ktest ktests_lab3[] = {
	{ "count", KTEST_ENVS, run_count },
	{ "elves", KTEST_ENVS, run_elves },
	{ "load", KTEST_ENVS, run_load },
	{ "envs", KTEST_ENVS, run_envs },
	{ "poor", KTEST_ENVS, run_poor },
	{ "kernel_fault", KTEST_ENVS, run_kernel_fault },
	{ "stack_overflow", KTEST_ENVS, run_stack_overflow },
	{ .kt_name = NULL },
};
