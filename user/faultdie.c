/* SPDX-License-Identifier: MIT */
/*
 * faultdie - a page-fault handler that says what happened, and ends the program.
 * Must be seen: the address and the error code; not the report of the kernel.
 */
#include <user/stay.h>

static void
handler(struct UTrapframe *utf)
{
	report("faultdie: %08x, error code %x", utf->utf_fault_va, utf->utf_err & 7);
	sys_env_destroy(0);
}

void
umain(int argc, char **argv)
{
	set_pgfault_handler(handler);
	poke((void *)0xDEADBEEF, 1);
	survived("wrote to nowhere");
}
