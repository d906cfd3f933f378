/* SPDX-License-Identifier: MIT */
/*
 * puppet.h - for plays of several environments with one director, the first of run=NAME,NAME,...:
 * it tells the others which system calls to make, one after the other, and hears what came back.
 */
#ifndef EXOLAB_USER_PUPPET_H
#define EXOLAB_USER_PUPPET_H

#include <user/sectors.h>

/* What a puppet is told: the page of a message. */
struct Order {
	uint32_t o_call;
	uint32_t o_args[5];
};
#define ORDER ((struct Order *)0x0F000000)

/* Any system call, with five words. */
static inline int32_t
any_call(uint32_t number, uint32_t a1, uint32_t a2, uint32_t a3, uint32_t a4, uint32_t a5)
{
	int32_t result;

	__asm__ volatile("int %1"
			 : "=a"(result)
			 : "i"(T_SYSCALL), "a"(number), "d"(a1), "c"(a2), "b"(a3), "D"(a4), "S"(a5)
			 : "memory", "cc");
	return result;
}

/* Does what it is told, for ever. */
static inline void __noreturn
be_puppet(void)
{
	must(sys_ipc_recv(ORDER));
	for (;;) {
		const uint32_t *a = ORDER->o_args;
		int32_t r = any_call(ORDER->o_call, a[0], a[1], a[2], a[3], a[4]);

		must(sys_ipc_reply(thisenv->env_ipc_from, (uint32_t)r, NOWHERE, 0, ORDER));
	}
}

/* For the first environment; the others do not come back from it. */
static inline void
play(void)
{
	peers_find();
	if (me != 0)
		be_puppet();
	must(sys_page_alloc(0, ORDER, RW));
}

/* Has peer n make a system call. Returns its result; -E_BAD_ENV if it has ended. */
static inline int32_t
tell(int n, uint32_t number, uint32_t a1, uint32_t a2, uint32_t a3, uint32_t a4, uint32_t a5)
{
	int r;

	*ORDER = (struct Order){ number, { a1, a2, a3, a4, a5 } };
	r = sys_ipc_call(peers[n], 0, ORDER, RO, NOWHERE);
	return r < 0 ? r : (int32_t)thisenv->env_ipc_value;
}

static inline bindid_t
tell_grant(int n, bindid_t from, int to, uint32_t first, uint32_t count, uint32_t rights)
{
	return tell(n, SYS_bind_grant, (uint32_t)from, (uint32_t)peers[to], first, count, rights);
}

static inline int
tell_revoke(int n, bindid_t binding)
{
	return tell(n, SYS_bind_revoke, (uint32_t)binding, 0, 0, 0, 0);
}

#endif
