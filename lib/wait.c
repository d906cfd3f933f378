/* SPDX-License-Identifier: MIT */
/*
 * wait.c - waiting for the end of another environment.
 */
#include <inc/lib.h>

void
wait(envid_t envid)
{
	sys_env_wait(envid);
}
