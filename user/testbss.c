/* SPDX-License-Identifier: MIT */
/*
 * testbss - checks that uninitialised data reads as zero, over many pages, and can be written.
 * Must be seen: the three lines, and a page fault behind the end of bss.
 */
#include <user/test.h>

#define NWORDS (1024 * 1024)

static uint32_t bigarray[NWORDS];

static void
check_zero(void)
{
	for (uint32_t i = 0; i < NWORDS; i++)
		if (bigarray[i] != 0)
			panic("bigarray[%u] is %08x", i, bigarray[i]);
	report("testbss: %u words are zero", NWORDS);
}

void
umain(int argc, char **argv)
{
	check_zero();
	for (uint32_t i = 0; i < ARRAY_SIZE(bigarray); i++)
		bigarray[i] = i;
	for (uint32_t i = 0; i < ARRAY_SIZE(bigarray); i++)
		if (bigarray[i] != i)
			panic("bigarray[%u] does not hold its value", i);
	report("testbss: %u words can be written", ARRAY_SIZE(bigarray));
	report("testbss: about to write far behind the end");
	poke((uintptr_t)bigarray + 4 * PTSIZE, 0);
	survived("wrote behind bss");
}
