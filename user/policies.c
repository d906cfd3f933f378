/* SPDX-License-Identifier: MIT */
/*
 * policies - three ways to do something beside what one does: fork() that copies when somebody
 * writes, fork_copying() that copies at once, and threads that copy nothing. All three are code of
 * this program, on one kernel, which has none of them.
 * Must be seen: for each what it cost to begin, and then to write a few pages, which the parent
 * sees of a thread alone; and that the ends of the two children left no frame over.
 */
#include <user/frames.h>
#include <user/measure.h>

#define DATA_PAGES 64
#define WRITTEN 8

static uint8_t data[DATA_PAGES * PGSIZE] __attribute__((aligned(PGSIZE)));

/* What was measured in one place and is reported in another. */
static uint32_t cost;

/* The state from which each way sets out: all data the parent's alone, and writeable. */
static uint32_t
begin_anew(void)
{
	memset(data, 1, sizeof(data));
	return count_free_frames();
}

/* What the new one does, whatever it is: it changes some of the data. */
static void
write_some(void *arg)
{
	uint32_t start = stamp();

	for (int i = 0; i < WRITTEN; i++)
		data[i * PGSIZE] = 2;
	cost = stamp() - start;
	USED(arg);
}

static void
say(const char *way, uint32_t begun, uint32_t frames, uint32_t more, bool shared)
{
	report("%s: begun in %u instructions with %d frames", way, begun, frames);
	report("%s: %d pages written in %u instructions with %d frames; the parent %s", way,
	       WRITTEN, cost, more, shared ? "sees it" : "sees nothing of it");
}

/* The child writes when it is told so, says what it cost, and waits to be ended. */
static void
child_life(void)
{
	envid_t parent;

	ipc_recv(&parent, NULL, NULL);
	write_some(NULL);
	ipc_send(parent, cost, NULL, 0);
	for (;;)
		ipc_recv(NULL, NULL, NULL);
}

static void
try_fork(const char *way, envid_t (*policy)(void))
{
	uint32_t before = begin_anew(), begun, written;
	uint32_t start = stamp(), took;
	envid_t child = policy();

	if (child == 0)
		child_life();
	took = stamp() - start;
	if (child < 0)
		panic("%s: %e", way, child);
	begun = count_free_frames();
	ipc_send(child, 0, NULL, 0);
	cost = (uint32_t)ipc_recv(NULL, NULL, NULL);
	written = count_free_frames();
	say(way, took, before - begun, begun - written, data[0] == 2);
	sys_env_destroy(child);
}

static void
try_thread(void)
{
	uint32_t before = begin_anew(), begun, written;
	uint32_t start = stamp(), took;
	thread_t thread = thread_create(write_some, NULL);

	took = stamp() - start;
	if (thread < 0)
		panic("thread_create: %e", thread);
	begun = count_free_frames();
	thread_join(thread);
	written = count_free_frames();
	say("thread", took, before - begun, begun - written, data[0] == 2);
}

static void
yield_often(void *arg)
{
	for (int i = 0; i <= NSAMPLES; i++)
		thread_yield();
	USED(arg);
}

/* There and back, as benchmulti's yield2 has it for two environments. */
static void
measure_thread_yield(void)
{
	thread_t other = thread_create(yield_often, NULL);

	thread_yield();
	MEASURE("thread_yield2", NSAMPLES, thread_yield());
	thread_join(other);
}

void
umain(int argc, char **argv)
{
	envid_t child;
	uint32_t before;

	if (!(kerninfo.ki_features & KI_TSC)) {
		report("policies: this processor has no rdtsc");
		return;
	}
	/* What the first use of the library costs is none of the ways' own. */
	child = fork();
	if (child == 0)
		return;
	wait(child);
	before = begin_anew();
	try_fork("fork", fork);
	try_fork("fork_copying", fork_copying);
	report("%d frames left over", before - count_free_frames());
	try_thread();
	measure_thread_yield();
}
