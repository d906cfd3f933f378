/* SPDX-License-Identifier: MIT */
/*
 * ipc.c - messages, with the faces that programs know.
 */
#include <inc/lib.h>

#define NOWHERE ((void *)UTOP) /* no page */

/* What the message that has come brought with it. */
static int32_t
received(int r, envid_t *from_store, int *perm_store)
{
	if (from_store)
		*from_store = r < 0 ? 0 : thisenv->env_ipc_from;
	if (perm_store)
		*perm_store = r < 0 ? 0 : thisenv->env_ipc_perm;
	return r < 0 ? r : (int32_t)thisenv->env_ipc_value;
}

int32_t
ipc_recv(envid_t *from_store, void *pg, int *perm_store)
{
	return received(sys_ipc_recv(pg ? pg : NOWHERE), from_store, perm_store);
}

void
ipc_send(envid_t to_env, uint32_t value, void *pg, int perm)
{
	int r = sys_ipc_send(to_env, value, pg ? pg : NOWHERE, perm);

	if (r < 0)
		panic("ipc_send to %08x: %e", to_env, r);
}

int32_t
ipc_call(envid_t to_env, uint32_t value, void *pg, int perm, void *answer_pg, int *perm_store)
{
	int r = sys_ipc_call(to_env, value, pg ? pg : NOWHERE, perm,
			     answer_pg ? answer_pg : NOWHERE);

	return received(r, NULL, perm_store);
}

envid_t
ipc_find_env(enum EnvType type)
{
	for (const volatile struct Env *e = envs; e < envs + NENV; e++)
		if (e->env_type == type && e->env_status > ENV_DYING)
			return e->env_id;
	return 0;
}
