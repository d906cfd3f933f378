/* SPDX-License-Identifier: MIT */
/*
 * upcallfull - an upcall that begins with what called it, and counts in ebx. Needs an exception
 * stack. Must be seen: the end, with ebx the number of frames for which an exception stack has
 * room.
 */
#include <user/stay.h>

static __attribute__((naked, noinline)) void
count(void)
{
	__asm__("incl %ebx\n ud2");
}

void
umain(int argc, char **argv)
{
	must(sys_env_set_upcall(0, T_ILLOP, (uintptr_t)count));
	report("upcallfull: about to fill the exception stack");
	__asm__ volatile("movl $0, %%ebx\n ud2" : : : "ebx", "cc");
	survived("filled the exception stack");
}
