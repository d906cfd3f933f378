/* SPDX-License-Identifier: MIT */
/*
 * faultallocbad - a page-fault handler that maps a page where one is missing; but it is the kernel
 * that looks there, and the kernel does not ask.
 * Must be seen: the end, for the pointer; not the handler.
 */
#include <user/stay.h>

static void
handler(struct UTrapframe *utf)
{
	survived("had its handler called for the kernel");
	must(sys_page_alloc(0, (void *)ROUNDDOWN(utf->utf_fault_va, PGSIZE), RW));
}

void
umain(int argc, char **argv)
{
	set_pgfault_handler(handler);
	report("faultallocbad: about to print what is not there");
	sys_cputs((char *)0xDEADBEEF, 4);
	survived("printed what is not there");
}
