/* SPDX-License-Identifier: MIT */
/*
 * faultalloc - a page-fault handler that maps a page where one is missing, and faults itself while
 * it prepares it.
 * Must be seen: two faults at deadbeef's page, then one at cafebffe's page and at the page after.
 */
#include <user/test.h>

static void
handler(struct UTrapframe *utf)
{
	void *va = (void *)ROUNDDOWN(utf->utf_fault_va, PGSIZE);
	int r;

	report("fault %08x", utf->utf_fault_va);
	if ((r = sys_page_alloc(0, va, PTE_P | PTE_U | PTE_W)) < 0)
		panic("no page at %08x: %e", utf->utf_fault_va, r);
	snprintf((char *)utf->utf_fault_va, 100, "this string was faulted in at %x",
		 (uint32_t)utf->utf_fault_va);
}

void
umain(int argc, char **argv)
{
	set_pgfault_handler(handler);
	report("%s", (const char *)0xDEADBEEF);
	report("%s", (const char *)0xCAFEBFFE);
}
