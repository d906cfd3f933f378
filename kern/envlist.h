/* SPDX-License-Identifier: MIT */
/*
 * envlist.h - queues of environments: the run queue, and those that wait on another one. Each is a
 * ring through its head, so that nothing depends on where in it an environment is, nor on which
 * queue: an environment is on one at a time, by its env_queue. All in constant time.
 */
#ifndef EXOLAB_KERN_ENVLIST_H
#define EXOLAB_KERN_ENVLIST_H

#include <inc/env.h>

static inline void
envlist_init(struct EnvLink *list)
{
	list->el_next = list->el_prev = list;
}

static inline void
envlist_append(struct EnvLink *list, struct Env *e)
{
	struct EnvLink *last = list->el_prev;

	e->env_queue.el_next = list;
	e->env_queue.el_prev = last;
	last->el_next = &e->env_queue;
	list->el_prev = &e->env_queue;
}

static inline void
envlist_remove(struct Env *e)
{
	struct EnvLink *next = e->env_queue.el_next, *prev = e->env_queue.el_prev;

	prev->el_next = next;
	next->el_prev = prev;
}

/* The one that has been on it longest, or null. */
static inline struct Env *
envlist_first(const struct EnvLink *list)
{
	struct EnvLink *first = list->el_next;

	return first == list ? NULL
			     : (struct Env *)((char *)first - offsetof(struct Env, env_queue));
}

/* LAB 5 */
/* The one behind e on it, or null. */
static inline struct Env *
envlist_next(const struct EnvLink *list, const struct Env *e)
{
	struct EnvLink *next = e->env_queue.el_next;

	return next == list ? NULL : (struct Env *)((char *)next - offsetof(struct Env, env_queue));
}
/* END LAB 5 */

#endif
