/* SPDX-License-Identifier: MIT */
/*
 * bench - what a null system call costs, seen from a program: call, stub, kernel and back.
 * Must be seen: "START" and when this program started; then "BENCH name unit median min n" for each
 * way into the kernel that there is.
 */
#include <user/measure.h>

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
	measure_syscalls();
}
