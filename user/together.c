/* SPDX-License-Identifier: MIT */
/*
 * together - looks on until as many environments as there are of it run at the same time; then it
 * says on which processor it does. Without a system call before that, so it takes as many
 * processors. Must be seen: from each, "together: N at once, on processor P", P different for each.
 */
#include <inc/x86.h>
#include <user/peers.h>

/* The APIC id of the processor (SDM 2A, CPUID, leaf 1). */
static uint32_t
processor(void)
{
	uint32_t a = 1, b, c = 0, d;

	__asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	return b >> 24;
}

static int
running(void)
{
	int n = 0;

	for (int i = 0; i < npeers; i++)
		n += envs[i].env_status == ENV_RUNNING;
	return n;
}

void
umain(int argc, char **argv)
{
	int most = 0;
	uint32_t where = processor();

	peers_find();
	for (int looks = 0; looks < 20000 && most < npeers; looks++) {
		most = MAX(most, running());
		where = processor();
		cpu_pause();
	}
	/* Let the others see it, too. */
	for (int i = 0; i < 5000; i++)
		cpu_pause();
	report("together: %d at once, on processor %u; the kernel has %u", most, where,
	       kerninfo.ki_ncpus);
}
