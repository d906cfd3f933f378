/* SPDX-License-Identifier: MIT */
/*
 * faultrostack - wants an upcall, and has an exception stack that is read-only.
 * Must be seen: the end, for the write to null, and why it was not called.
 */
#include <user/stay.h>

void
umain(int argc, char **argv)
{
	must(sys_env_set_pgfault_upcall(0, (void *)UTEXT));
	report("faultrostack: about to write to null");
	poke(NULL, 1);
	survived("wrote to null");
}
