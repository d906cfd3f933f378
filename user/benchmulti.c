/* SPDX-License-Identifier: MIT */
/*
 * benchmulti - what the operations of lab 4 cost, each seen from a program. With crowd=N on the
 * command line, N more environments exist meanwhile, waiting; with fill=N, N MiB of memory more are
 * in use, or all but 4 MiB.
 * Must be seen: "BENCH name unit median min n" for each; "FILLED n MiB" with fill.
 */
#include <user/measure.h>

#define SOME 51
#define PAGE ((char *)0x10000000)
#define MEGABYTE ((char *)0x20000000)
#define OTHER ((char *)0x30000000)
#define FILL ((char *)0x40000000)
#define SPARE (4 << 20)
#define RW (PTE_P | PTE_U | PTE_W)

/* Runs body in a child until the end of this program. Returns the child's id. */
static envid_t
start(void (*body)(void))
{
	envid_t child = fork();

	if (child < 0)
		panic("fork: %e", child);
	if (child == 0) {
		body();
		exit();
	}
	return child;
}

static void
yield_for_ever(void)
{
	for (;;)
		sys_yield();
}

static void
measure_yield(void)
{
	envid_t other = start(yield_for_ever);

	sys_yield();
	MEASURE("yield2", NSAMPLES, sys_yield());
	sys_env_destroy(other);
}

/* Answers each message with its word, and the page that came with it if there was one. */
static void
serve(void)
{
	envid_t client;
	int perm;
	uint32_t word = (uint32_t)ipc_recv(&client, OTHER, &perm);

	for (;;) {
		must(sys_ipc_reply(client, word, perm ? OTHER : (void *)UTOP, perm, OTHER));
		word = thisenv->env_ipc_value;
		perm = thisenv->env_ipc_perm;
	}
}

static void
measure_messages(void)
{
	void *nothing = (void *)UTOP;
	envid_t server = start(serve);

	must(sys_ipc_call(server, 1, nothing, 0, nothing));
	MEASURE("ipc_word", NSAMPLES, must(sys_ipc_call(server, 1, nothing, 0, nothing)));
	must(sys_page_alloc(0, PAGE, RW));
	must(sys_ipc_call(server, 1, PAGE, RW, OTHER));
	MEASURE("ipc_page", NSAMPLES, must(sys_ipc_call(server, 1, PAGE, RW, OTHER)));
	sys_env_destroy(server);
	sys_page_unmap(0, OTHER);
	sys_page_unmap(0, PAGE);
}

/* Lets the write go on as if nothing had been wrong: past the instruction of poke(). */
static void
skip(struct UTrapframe *utf)
{
	utf->utf_eip += 2;
}

static void
give_page(struct UTrapframe *utf)
{
	sys_page_alloc(0, (void *)ROUNDDOWN(utf->utf_fault_va, PGSIZE), RW);
}

static void
measure_faults(void)
{
	volatile uint32_t *at = (volatile uint32_t *)PAGE;

	set_pgfault_handler(skip);
	/* Of two bytes, with both operands in registers. */
	MEASURE("upcall", NSAMPLES, __asm__ volatile("movl %%eax, (%%ecx)" : : "a"(0), "c"(at)));
	set_pgfault_handler(give_page);
	for (int i = 0; i < NSAMPLES; i++) {
		uint32_t own = overhead(), begin = stamp();

		*at = 1;
		samples[i] = stamp() - begin - own;
		sys_page_unmap(0, PAGE);
	}
	report_samples("fault_alloc", NSAMPLES);
	set_pgfault_handler(NULL);
	MEASURE("page_alloc_unmap", NSAMPLES, {
		sys_page_alloc(0, PAGE, RW);
		sys_page_unmap(0, PAGE);
	});
}

static void
fork_exit_wait(void)
{
	envid_t child = fork();

	if (child == 0)
		sys_env_destroy(0);
	must(child);
	wait(child);
}

static void
measure_small_fork(void)
{
	fork_exit_wait();
	MEASURE("fork_small", SOME, fork_exit_wait());
}

static void
measure_large_fork(void)
{
	for (char *page = MEGABYTE; page < MEGABYTE + (1 << 20); page += PGSIZE)
		must(sys_page_alloc(0, page, RW));
	for (char *page = MEGABYTE; page < MEGABYTE + (1 << 20); page += PGSIZE)
		*page = 1;
	fork_exit_wait();
	MEASURE("fork_1mb", SOME, fork_exit_wait());
}

/* The number that the command line has for key, or 0. */
static uint32_t
number(const char *key)
{
	char text[8];
	uint32_t n = 0;

	if (cmdline_get(key, text, sizeof(text)))
		for (const char *digit = text; *digit >= '0' && *digit <= '9'; digit++)
			n = 10 * n + (uint32_t)(*digit - '0');
	return n;
}

static void
wait_for_ever(void)
{
	for (;;)
		sys_ipc_recv((void *)UTOP);
}

/* Takes megabytes of memory, or all but SPARE of what there is; says so, and keeps it. */
static void
hoard(void)
{
	char *end = FILL + (number("fill") << 20), *page;

	for (page = FILL; page < end && sys_page_alloc(0, page, RW) == 0; page += PGSIZE)
		;
	if (page < end)
		for (char *spared = page - SPARE; page > spared; page -= PGSIZE)
			sys_page_unmap(0, page - PGSIZE);
	ipc_send(thisenv->env_parent_id, (uint32_t)(page - FILL) >> 20, NULL, 0);
	wait_for_ever();
}

void
umain(int argc, char **argv)
{
	static envid_t crowd[NENV];
	uint32_t n = number("crowd");
	envid_t hoarder = 0;

	for (uint32_t i = 0; i < n; i++)
		crowd[i] = start(wait_for_ever);
	if (number("fill")) {
		hoarder = start(hoard);
		report("FILLED %d MiB", ipc_recv(NULL, NULL, NULL));
	}
	/* First: a page table that was needed once stays, and fork() looks through it. */
	measure_small_fork();
	measure_syscalls();
	measure_yield();
	measure_messages();
	measure_faults();
	measure_large_fork();
	for (uint32_t i = 0; i < n; i++)
		sys_env_destroy(crowd[i]);
	if (hoarder)
		sys_env_destroy(hoarder);
	report("benchmulti: done");
}
