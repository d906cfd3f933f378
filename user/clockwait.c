/* SPDX-License-Identifier: MIT */
/*
 * clockwait - children wait for time to pass, each for another one; one is ended meanwhile.
 * Must be seen: they wake in the order of their times, in time, and did not run before.
 */
#include <user/test.h>

#define FAR 1000000 /* slices: later than any limit of a test */

static uint32_t begin;

static envid_t
wait_in_child(uint32_t slices)
{
	uint32_t runs;
	envid_t child = fork();

	if (child != 0)
		return child;
	runs = thisenv->env_runs;
	sys_clock_wait(begin + slices);
	report("after %u in_time %d runs %u", slices, kerninfo.ki_slices - begin - slices <= 1,
	       thisenv->env_runs - runs);
	exit();
}

void
umain(int argc, char **argv)
{
	static const uint32_t times[] = { 9, 3, 6, 3 };
	envid_t children[ARRAY_SIZE(times)], far;

	report("past %d", sys_clock_wait(kerninfo.ki_slices - 1));
	begin = kerninfo.ki_slices + 20;
	far = wait_in_child(FAR);
	for (uint32_t i = 0; i < ARRAY_SIZE(times); i++)
		children[i] = wait_in_child(times[i]);
	for (uint32_t i = 0; i < ARRAY_SIZE(times); i++)
		sys_env_wait(children[i]);
	report("far waits %d", envs[ENVX(far)].env_wait == WAIT_FOR_SLICE);
	report("ended %d", sys_env_destroy(far));
}
