/* SPDX-License-Identifier: MIT */
/*
 * faultevilhandler - has page faults answered in the kernel. Needs an exception stack.
 * Must be seen: the end, for the execution of what is not for programs.
 */
#include <user/stay.h>

void
umain(int argc, char **argv)
{
	must(sys_env_set_pgfault_upcall(0, (void *)0xF0100020));
	report("faultevilhandler: about to write to null");
	poke(NULL, 1);
	survived("wrote to null");
}
