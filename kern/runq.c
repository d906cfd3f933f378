/* SPDX-License-Identifier: MIT */
/*
 * runq.c - the queue of environments that could run: exactly those whose status is ENV_RUNNABLE.
 */
#include <inc/types.h>
#include <kern/runq.h>

static struct Env *first, *last;

void
runq_append(struct Env *e)
{
	e->env_link = NULL;
	e->env_prev = last;
	if (last)
		last->env_link = e;
	else
		first = e;
	last = e;
}

void
runq_remove(struct Env *e)
{
	if (e->env_prev)
		e->env_prev->env_link = e->env_link;
	else
		first = e->env_link;
	if (e->env_link)
		e->env_link->env_prev = e->env_prev;
	else
		last = e->env_prev;
	e->env_link = e->env_prev = NULL;
}

struct Env *
runq_first(void)
{
	return first;
}
