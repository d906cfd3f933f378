/* SPDX-License-Identifier: MIT */
/*
 * scaling - the same calls made by several environments at once, which have nothing to do with each
 * other. workers=N and rounds=N on the command line say how many, and how often; else 1 and 4.
 * Must be seen: "SCALING name workers rounds ticks" for each operation: how long it took them all.
 */
#include <inc/x86.h>
#include <user/test.h>

#define PAGE ((char *)0x10000000)
#define RW (PTE_P | PTE_U | PTE_W)

/* What is done in one round. Global and never inline: grade/scaling.py finds the rounds by name. */
void round_call(envid_t server);
void round_page(envid_t server);
void round_yield(envid_t server);
void round_message(envid_t server);

__attribute__((noinline)) void
round_call(envid_t server)
{
	sys_getenvid();
}

__attribute__((noinline)) void
round_page(envid_t server)
{
	sys_page_alloc(0, PAGE, RW);
	sys_page_unmap(0, PAGE);
}

__attribute__((noinline)) void
round_yield(envid_t server)
{
	sys_yield();
}

__attribute__((noinline)) void
round_message(envid_t server)
{
	sys_ipc_call(server, 1, (void *)UTOP, 0, (void *)UTOP);
}

static const struct {
	const char *name;
	void (*round)(envid_t server);
} operations[] = {
	{ "call", round_call },
	{ "page", round_page },
	{ "yield", round_yield },
	{ "message", round_message },
};

static uint32_t
number(const char *key, uint32_t otherwise)
{
	char text[12];

	return cmdline_get(key, text, sizeof(text)) ? (uint32_t)strtol(text, NULL, 10) : otherwise;
}

static void
serve(void)
{
	envid_t client;

	ipc_recv(&client, NULL, NULL);
	while (sys_ipc_reply(client, 1, (void *)UTOP, 0, (void *)UTOP) == 0)
		;
}

/* A worker: begins when it is told so, and ends when it has done its rounds. */
static void
work(void (*round)(envid_t server), uint32_t rounds)
{
	envid_t server = fork();

	if (server == 0)
		serve();
	ipc_recv(NULL, NULL, NULL);
	for (uint32_t i = 0; i < rounds; i++)
		round(server);
	sys_env_destroy(server);
}

static void
measure(const char *name, void (*round)(envid_t server), uint32_t n, uint32_t rounds)
{
	envid_t workers[8];
	uint64_t begin;

	n = MIN(n, (uint32_t)ARRAY_SIZE(workers));
	for (uint32_t i = 0; i < n; i++) {
		if ((workers[i] = fork()) < 0)
			panic("fork: %e", workers[i]);
		if (workers[i] == 0) {
			work(round, rounds);
			exit();
		}
	}
	begin = read_tsc();
	for (uint32_t i = 0; i < n; i++)
		ipc_send(workers[i], 0, NULL, 0);
	for (uint32_t i = 0; i < n; i++)
		wait(workers[i]);
	report("SCALING %s %u %u %llu", name, n, rounds, (unsigned long long)(read_tsc() - begin));
}

void
umain(int argc, char **argv)
{
	for (size_t i = 0; i < ARRAY_SIZE(operations); i++)
		measure(operations[i].name, operations[i].round, number("workers", 1),
			number("rounds", 4));
}
