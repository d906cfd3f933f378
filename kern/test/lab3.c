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
#include <kern/usermem.h>

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

/* Says what envid2env returns, and whether it stores what it should. */
static void
say_lookup(const char *key, envid_t id, bool checkperm, struct Env *wanted)
{
	struct Env *found = envs + NENV;
	int r = envid2env(id, &found, checkperm);

	ktest_say("%s %d %d", key, r, found == wanted);
}

/* Looks up relatives and strangers of an environment, and what is left of one that has ended. */
static void
run_lookup(uint32_t nonce)
{
	struct Env *parent, *self, *child, *other;
	envid_t id;

	if (env_alloc(&parent, 0) < 0 || env_alloc(&self, parent->env_id) < 0 ||
	    env_alloc(&child, self->env_id) < 0 || env_alloc(&other, 0) < 0)
		panic("no environments");
	curenv = self;
	say_lookup("zero", 0, true, self);
	say_lookup("self", self->env_id, true, self);
	say_lookup("child", child->env_id, true, child);
	say_lookup("parent", parent->env_id, true, NULL);
	say_lookup("other", other->env_id, true, NULL);
	say_lookup("unchecked", other->env_id, false, other);
	id = other->env_id;
	/* As another processor may find it, halfway through env_destroy(). */
	other->env_status = ENV_DYING;
	say_lookup("dying", id, false, NULL);
	other->env_status = ENV_NOT_RUNNABLE;
	curenv = NULL;
	env_destroy(other);
	curenv = self;
	say_lookup("gone", id, false, NULL);
	/* As if the slot had been used as often as there are uniqueifiers. */
	other->env_id = (envid_t)(0x7FFFF000 | ENVX(id));
	env_alloc(&other, 0);
	ktest_say("slot %d", other - envs);
	ktest_say("wrapped 0x%08x", other->env_id);
	machine_end(END_GOOD);
}

/* Says what user_mem_check returns, and which address it calls bad. */
static void
say_check(const char *key, struct Env *e, uintptr_t va, size_t len, int perm)
{
	uintptr_t bad = 0x600DBEEF;
	int r = user_mem_check(e, (void *)va, len, perm, &bad);

	ktest_say("%s %d %08x", key, r, bad);
}

/* Checks ranges in the memory of a program that has just been loaded. */
static void
run_memcheck(uint32_t nonce)
{
	struct Env *e;
	int r = program_start("hello", 0, &e);

	if (r < 0)
		panic("cannot load hello: %e", r);
	say_check("whole", e, USTACKTOP - PGSIZE, PGSIZE, PTE_U | PTE_W);
	say_check("last", e, USTACKTOP - 1, 1, PTE_U | PTE_W);
	say_check("behind", e, USTACKTOP - 1, 2, PTE_U | PTE_W);
	say_check("before", e, USTACKTOP - PGSIZE - 1, 2, PTE_U | PTE_W);
	say_check("text", e, UTEXT + 5, 1, PTE_U);
	say_check("write", e, UTEXT + 5, 1, PTE_U | PTE_W);
	say_check("wraps", e, USTACKTOP - 8, UINT32_MAX, PTE_U);
	say_check("kernel", e, KERNBASE, 1, PTE_U);
	say_check("none", e, KERNBASE + 3, 0, PTE_U);
	ktest_say("no_store %d", user_mem_check(e, NULL, 1, PTE_U, NULL));
	machine_end(END_GOOD);
}

/* What stop_with() loads, and finds again. Static, for no register is left to point to it. */
static struct Stop {
	struct PushRegs st_regs;
	uint32_t st_eflags;
	uint32_t st_es;
} stop;

/* Loads all of stop, but for the stack pointer, raises a breakpoint, and stores what came back. */
static void
stop_with(void)
{
	__asm__ volatile("pushal\n"
			 "movw %c0 + 36, %%es\n"
			 "movl %c0 + 0, %%edi\n"
			 "movl %c0 + 4, %%esi\n"
			 "movl %c0 + 8, %%ebp\n"
			 "movl %c0 + 16, %%ebx\n"
			 "movl %c0 + 20, %%edx\n"
			 "movl %c0 + 24, %%ecx\n"
			 "movl %c0 + 28, %%eax\n"
			 "pushl %c0 + 32\n"
			 "popfl\n"
			 "int3\n"
			 "nop\n"
			 "pushfl\n"
			 "popl %c0 + 32\n"
			 "cld\n"
			 "movl %%edi, %c0 + 0\n"
			 "movl %%esi, %c0 + 4\n"
			 "movl %%ebp, %c0 + 8\n"
			 "movl %%ebx, %c0 + 16\n"
			 "movl %%edx, %c0 + 20\n"
			 "movl %%ecx, %c0 + 24\n"
			 "movl %%eax, %c0 + 28\n"
			 "movw %%es, %c0 + 36\n"
			 "pushl %%ds\n"
			 "popl %%es\n"
			 "popal"
			 :
			 : "i"(&stop)
			 : "memory", "cc");
}
static_assert(offsetof(struct Stop, st_eflags) == 32 && offsetof(struct Stop, st_es) == 36,
	      "stop_with() counts on it");

/* Stops in the kernel, and goes on with the registers, flags and segments that it had. */
static void
run_kernel_break(uint32_t nonce)
{
	struct PushRegs *r = &stop.st_regs;

	idt_init();
	*r = (struct PushRegs){
		.reg_edi = nonce ^ 0x55555555,
		.reg_esi = ~nonce,
		.reg_ebp = nonce ^ 0x11111111,
		.reg_ebx = nonce,
		.reg_edx = nonce ^ 0x22222222,
		.reg_ecx = nonce ^ 0x33333333,
		.reg_eax = nonce ^ 0x44444444,
	};
	stop.st_eflags = FL_ALWAYS1 | FL_DF | FL_CF | FL_SF;
	stop.st_es = GD_UD | 3;
	stop_with();
	ktest_say("went_on %08x %08x %08x %08x %08x %08x %08x", r->reg_eax, r->reg_ebx, r->reg_ecx,
		  r->reg_edx, r->reg_esi, r->reg_edi, r->reg_ebp);
	ktest_say("with eflags %08x es %04x", stop.st_eflags, stop.st_es);
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
	{ "lookup", KTEST_ENVS, run_lookup },
	{ "memcheck", KTEST_ENVS, run_memcheck },
	{ "kernel_break", KTEST_ENVS, run_kernel_break },
	{ "poor", KTEST_ENVS, run_poor },
	{ "kernel_fault", KTEST_ENVS, run_kernel_fault },
	{ "stack_overflow", KTEST_ENVS, run_stack_overflow },
	{ .kt_name = NULL },
};
