/* SPDX-License-Identifier: MIT */
/*
 * bench - what a null system call costs, seen from a program: call, stub, kernel and back. Counted
 * with rdtsc, which under QEMU's -icount shift=0 counts instructions; without it, cycles.
 * Must be seen: "START" and when this program started; then "BENCH name unit median min n" for each
 * way into the kernel that there is.
 */
#include <inc/x86.h>
#include <user/test.h>

#define NSAMPLES 201

static uint32_t samples[NSAMPLES];

/* The low half is enough for a difference. */
static inline uint32_t
stamp(void)
{
	return (uint32_t)read_tsc();
}

/* Insertion sort: short, and the samples are nearly equal. */
static void
sort_samples(void)
{
	for (int i = 1; i < NSAMPLES; i++) {
		uint32_t sample = samples[i];
		int j = i;

		for (; j > 0 && samples[j - 1] > sample; j--)
			samples[j] = samples[j - 1];
		samples[j] = sample;
	}
}

/* What a pair of stamps costs by itself. */
static uint32_t
overhead(void)
{
	for (int i = 0; i < NSAMPLES; i++) {
		uint32_t start = stamp();

		samples[i] = stamp() - start;
	}
	sort_samples();
	return samples[0];
}

static void
measure(const char *name, bool fast)
{
	uint32_t own = overhead();
	bool before = syscall_fast;

	syscall_fast = fast;
	for (int i = 0; i < NSAMPLES; i++) {
		uint32_t start = stamp();

		sys_getenvid();
		samples[i] = stamp() - start - own;
	}
	syscall_fast = before;
	sort_samples();
	report("BENCH %s instructions %u %u %u", name, samples[NSAMPLES / 2], samples[0], NSAMPLES);
}

void
umain(int argc, char **argv)
{
	uint64_t start;

	if (!(kerninfo.ki_features & KI_TSC)) {
		report("bench: this processor has no rdtsc");
		return;
	}
	start = read_tsc();
	report("START %llu", (unsigned long long)start);
	measure("syscall_int", false);
	if (kerninfo.ki_features & KI_SYSENTER)
		measure("syscall_sysenter", true);
}
