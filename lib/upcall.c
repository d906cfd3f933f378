/* SPDX-License-Identifier: MIT */
/*
 * upcall.c - a program's own handlers for its exceptions, in C.
 */
#include <inc/lib.h>
#include <lib/upcall.h>

static void (*handlers[NUPCALLS])(struct UTrapframe *utf);
static bool (*filters[NUPCALLS])(struct UTrapframe *utf);

void
upcall_dispatch(struct UTrapframe *utf)
{
	uint32_t trapno = utf->utf_trapno;

	if (filters[trapno] && filters[trapno](utf))
		return;
	if (handlers[trapno])
		handlers[trapno](utf);
	else
		/* It happens again when we return, and then the kernel says where and why. */
		sys_env_set_upcall(0, trapno, 0);
}

/* The exception stack is one page, which may be there already. */
static int
need_exception_stack(void)
{
	void *va = (void *)(UXSTACKTOP - PGSIZE);

	if ((uvpd[PDX(va)] & PTE_P) && (uvpt[PGNUM(va)] & PTE_W))
		return 0;
	return sys_page_alloc(0, va, PTE_P | PTE_U | PTE_W);
}

/* Has the exception come here, or not any more if nobody in this program wants it. */
static int
set_upcall(uint32_t trapno)
{
	bool wanted = handlers[trapno] || filters[trapno];
	int r;

	if (wanted && (r = need_exception_stack()) < 0)
		return r;
	return sys_env_set_upcall(0, trapno, wanted ? (uintptr_t)upcall_entry : 0);
}

int
set_upcall_handler(uint32_t trapno, void (*handler)(struct UTrapframe *utf))
{
	if (trapno >= NUPCALLS)
		return -E_INVAL;
	handlers[trapno] = handler;
	return set_upcall(trapno);
}

int
upcall_filter(uint32_t trapno, bool (*filter)(struct UTrapframe *utf))
{
	if (filters[trapno] == filter)
		return 0;
	filters[trapno] = filter;
	return set_upcall(trapno);
}

void
set_pgfault_handler(void (*handler)(struct UTrapframe *utf))
{
	int r = set_upcall_handler(T_PGFLT, handler);

	if (r < 0)
		panic("set_pgfault_handler: %e", r);
}

int
sys_env_set_pgfault_upcall(envid_t envid, void *upcall)
{
	return sys_env_set_upcall(envid, T_PGFLT, (uintptr_t)upcall);
}
