/* SPDX-License-Identifier: MIT */
/*
 * dumbfork - a fork without the library: a child whose pages are copied one by one.
 * Must be seen: ten lines of the parent, twenty of the child, whose stack and data are its own.
 */
#include <user/stay.h>

static uint32_t own; /* in data, so that it is copied */

/* Copies the page at va into the child, by way of UTEMP. */
static void
copy_page(envid_t child, void *va)
{
	must(sys_page_alloc(child, va, RW));
	must(sys_page_map(child, va, 0, UTEMP, RW));
	memcpy(UTEMP, va, PGSIZE);
	must(sys_page_unmap(0, UTEMP));
}

static envid_t
dumbfork(void)
{
	envid_t child = must(sys_exofork());
	uintptr_t stack = USTACKTOP - PGSIZE;

	if (child == 0) {
		thisenv = &envs[ENVX(sys_getenvid())];
		return 0;
	}
	for (uintptr_t va = UTEXT; (uvpd[PDX(va)] & PTE_P) && (uvpt[PGNUM(va)] & PTE_P);
	     va += PGSIZE)
		copy_page(child, (void *)va);
	copy_page(child, (void *)stack);
	must(sys_env_set_status(child, ENV_RUNNABLE));
	return child;
}

void
umain(int argc, char **argv)
{
	envid_t who;

	own = nonce_number();
	who = dumbfork();
	for (uint32_t i = 0; i < (who ? 10 : 20); i++) {
		report("dumbfork %s %08x: %u %08x", who ? "parent" : "child", thisenv->env_id, i,
		       own);
		own += who ? 1 : 0x100;
		sys_yield();
	}
}
