/* SPDX-License-Identifier: MIT */
/*
 * ps - all environments. The kernel is not asked: its table can be read by every program
 * (inc/env.h).
 */
#include "tool.h"

static const char *
state(const volatile struct Env *e)
{
	switch (e->env_status) {
	case ENV_RUNNING:
		return "running";
	case ENV_RUNNABLE:
		return "ready";
	case ENV_DYING:
		return "ending";
	default:
		return e->env_wait == WAIT_NOTHING ? "stopped" : "waiting";
	}
}

void
umain(int argc, char **argv)
{
	tool_print("env      parent   state      runs slices name\n");
	for (const volatile struct Env *e = envs; e < envs + NENV; e++)
		if (e->env_status != ENV_FREE)
			tool_print("%08x %08x %-8s %6u %6u %s\n", e->env_id, e->env_parent_id,
				   state(e), e->env_runs, e->env_slices, (const char *)e->env_name);
	tool_end();
}
