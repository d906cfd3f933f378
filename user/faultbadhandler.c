/* SPDX-License-Identifier: MIT */
/*
 * faultbadhandler - has page faults answered where nothing is mapped. Needs an exception stack.
 * Must be seen: the end, for the execution of nothing.
 */
#include <user/stay.h>

void
umain(int argc, char **argv)
{
	must(sys_env_set_pgfault_upcall(0, (void *)0xDEADBEEF));
	report("faultbadhandler: about to write to null");
	poke(NULL, 1);
	survived("wrote to null");
}
