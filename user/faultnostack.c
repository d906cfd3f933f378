/* SPDX-License-Identifier: MIT */
/*
 * faultnostack - wants an upcall, and has no exception stack.
 * Must be seen: the end, for the write to null, and why it was not called.
 */
#include <user/stay.h>

void
umain(int argc, char **argv)
{
	must(sys_env_set_pgfault_upcall(0, (void *)UTEXT));
	report("faultnostack: about to write to null");
	poke(NULL, 1);
	survived("wrote to null");
}
