/* SPDX-License-Identifier: MIT */
/*
 * measure.h - what something costs, again and again, with rdtsc: under QEMU's -icount shift=0 it
 * counts instructions; without it, cycles.
 */
#ifndef EXOLAB_USER_MEASURE_H
#define EXOLAB_USER_MEASURE_H

#include <inc/x86.h>
#include <user/test.h>

#define NSAMPLES 201

/* As many as are in use; a measurement fills in the first n and gives them to report_samples(). */
static uint32_t samples[NSAMPLES];

/* The low half is enough for a difference. */
static inline uint32_t
stamp(void)
{
	return (uint32_t)read_tsc();
}

/* Insertion sort: short, and the samples are nearly equal. */
static inline void
sort_samples(int n)
{
	for (int i = 1; i < n; i++) {
		uint32_t sample = samples[i];
		int j = i;

		for (; j > 0 && samples[j - 1] > sample; j--)
			samples[j] = samples[j - 1];
		samples[j] = sample;
	}
}

/* What a pair of stamps costs by itself. */
static inline uint32_t
overhead(void)
{
	uint32_t least = UINT32_MAX;

	for (int i = 0; i < NSAMPLES; i++) {
		uint32_t start = stamp();

		least = MIN(least, stamp() - start);
	}
	return least;
}

/* Says "BENCH name instructions median min n". */
static inline void
report_samples(const char *name, int n)
{
	sort_samples(n);
	report("BENCH %s instructions %u %u %d", name, samples[n / 2], samples[0], n);
}

/* Runs statement n times, and reports what each time costs. */
#define MEASURE(name, n, statement)                                                                \
	do {                                                                                       \
		uint32_t measure_own = overhead();                                                 \
		for (int measure_i = 0; measure_i < (n); measure_i++) {                            \
			uint32_t measure_start = stamp();                                          \
			statement;                                                                 \
			samples[measure_i] = stamp() - measure_start - measure_own;                \
		}                                                                                  \
		report_samples(name, n);                                                           \
	} while (0)

/* What a null system call costs, for each way into the kernel that there is. */
static inline void
measure_syscalls(void)
{
	bool before = syscall_fast;

	syscall_fast = false;
	MEASURE("syscall_int", NSAMPLES, sys_getenvid());
	if (kerninfo.ki_features & KI_SYSENTER) {
		syscall_fast = true;
		MEASURE("syscall_sysenter", NSAMPLES, sys_getenvid());
	}
	syscall_fast = before;
}

#endif
