/* SPDX-License-Identifier: MIT */
/*
 * threads - threads of one environment (lib/thread.c) take turns, wait for each other, and come and
 * go by the hundred.
 * Must be seen: rounds 0 to 2 of threads 1, 2 and 3, in turn; then "6 from 3 threads"; then "500
 * more, 0 frames more".
 */
#include <user/frames.h>
#include <user/test.h>

#define THREADS 3
#define MORE 500

static int sum;

static void
take_turns(void *arg)
{
	for (int round = 0; round < 3; round++) {
		report("thread %d, round %d", thread_self(), round);
		thread_yield();
	}
	sum += (int)arg;
}

static void
do_nothing(void *arg)
{
	USED(arg);
}

void
umain(int argc, char **argv)
{
	thread_t thread[THREADS];
	uint32_t before;

	for (int i = 0; i < THREADS; i++)
		if ((thread[i] = thread_create(take_turns, (void *)(i + 1))) < 0)
			panic("thread_create: %e", thread[i]);
	for (int i = THREADS - 1; i >= 0; i--)
		thread_join(thread[i]);
	report("%d from %d threads", sum, THREADS);

	before = count_free_frames();
	for (int i = 0; i < MORE; i++)
		thread_join(thread_create(do_nothing, NULL));
	report("%d more, %d frames more", MORE, (int)(before - count_free_frames()));
}
