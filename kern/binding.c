/* SPDX-License-Identifier: MIT */
/*
 * binding.c - bindings: who may use which range of which physical thing. inc/binding.h says what
 * they are, and their invariants; inc/lib.h what the calls do.
 *
 *	free ---------- binding_root(), grant() ----------> held by an environment
 *	  ^							|
 *	  +---- revoke_tree(), also of a binding above it ------+
 *
 * A binding is on three lists, all through itself, so that each step takes constant time: that of
 * the children of its parent, that of its holder; or, if free, that of the free ones.
 */
#include <inc/error.h>
#include <kern/binding.h>
#include <kern/slot.h>
#include <kern/syscall.h>

static struct Binding *free_bindings; /* by b_held_next */

void
binding_init(void)
{
	for (int i = NBINDING - 1; i >= 0; i--) {
		bindings[i].b_id = i;
		bindings[i].b_held_next = free_bindings;
		free_bindings = &bindings[i];
	}
}

bool
binding_exists(bindid_t id)
{
	const struct Binding *b = &bindings[BINDX(id)];

	return b->b_holder != 0 && b->b_id == id;
}

struct Binding *
binding_held(const struct Env *holder, bindid_t id)
{
	struct Binding *b = &bindings[BINDX(id)];

	return b->b_holder == holder->env_id && b->b_id == id ? b : NULL;
}

/* The binding from which b was granted, or null. */
static struct Binding *
parent_of(const struct Binding *b)
{
	return b->b_parent != 0 ? &bindings[BINDX(b->b_parent)] : NULL;
}

/* Takes a free slot for holder, granted from parent unless that is null. There must be one. */
static struct Binding *
new_binding(struct Env *holder, struct Binding *parent)
{
	struct Binding *b = free_bindings;

	free_bindings = b->b_held_next;
	b->b_id = slot_next_id(b->b_id, LOG2NBINDING);
	b->b_holder = holder->env_id;
	b->b_parent = parent ? parent->b_id : 0;
	b->b_children = NULL;
	b->b_prev = NULL;
	b->b_next = parent ? parent->b_children : NULL;
	if (b->b_next)
		b->b_next->b_prev = b;
	if (parent)
		parent->b_children = b;
	b->b_held_prev = NULL;
	b->b_held_next = holder->env_bindings;
	if (b->b_held_next)
		b->b_held_next->b_held_prev = b;
	holder->env_bindings = b;
	return b;
}

/* Gives up the slot of a binding from which none is granted any more. */
static void
free_binding(struct Binding *b)
{
	struct Binding *parent = parent_of(b);

	if (b->b_next)
		b->b_next->b_prev = b->b_prev;
	if (b->b_prev)
		b->b_prev->b_next = b->b_next;
	else if (parent)
		parent->b_children = b->b_next;
	if (parent)
		envs[ENVX(parent->b_holder)].env_ngrants--;
	if (b->b_held_next)
		b->b_held_next->b_held_prev = b->b_held_prev;
	if (b->b_held_prev)
		b->b_held_prev->b_held_next = b->b_held_next;
	else
		envs[ENVX(b->b_holder)].env_bindings = b->b_held_next;
	b->b_holder = 0;
	b->b_kind = BIND_NOTHING;
	b->b_held_next = free_bindings;
	free_bindings = b;
}

void
binding_root(struct Env *holder, enum BindKind kind, uint32_t first, uint32_t count)
{
	struct Binding *b;

	if (count == 0)
		return;
	b = new_binding(holder, NULL);
	b->b_kind = kind;
	b->b_first = first;
	b->b_count = count;
	b->b_rights = BIND_ALL;
}

/*
 * Exercise 5.1 (11 points): pass on, and take back.
 *
 * binding_allows: does [first, first + count) lie in b's range, and are the rights among b's? Mind
 * a sum that wraps around: first and count are whatever a program says.
 * grant: what sys_bind_grant() does once its arguments are known to make sense (inc/lib.h has the
 * errors; `to` may be anybody: any_env()). Look before you change: free_bindings and the giver's
 * env_ngrants, which new_binding() leaves to you, tell whether there is room. The new binding is of
 * the same kind. Returns its id.
 * revoke_tree: frees top (free_binding()), but before it all that was granted from it, and before
 * that what was granted from those. Children are found by b_children and b_next, the way back by
 * parent_of(). The kernel's stack is small and a tree may be 1,000 high: no recursion.
 */
bool
binding_allows(const struct Binding *b, uint32_t first, uint32_t count, uint32_t rights)
{
	/* EXERCISE 5.1 binding_allows */
	uint32_t from_start = first - b->b_first;

	return first >= b->b_first && from_start < b->b_count && count <= b->b_count - from_start &&
	       (rights & ~b->b_rights) == 0;
	/* END EXERCISE 5.1 */
}

static int32_t
grant(bindid_t from, envid_t to, uint32_t first, uint32_t count, uint32_t rights)
{
	/* EXERCISE 5.1 grant */
	struct Binding *b, *parent = binding_held(curenv, from);
	struct Env *holder = any_env(to);

	if (!parent)
		return -E_BAD_BINDING;
	if (!holder)
		return -E_BAD_ENV;
	if (!binding_allows(parent, first, count, rights))
		return -E_NOT_BOUND;
	if (!free_bindings || curenv->env_ngrants >= NGRANTS_MAX)
		return -E_NO_MEM;
	b = new_binding(holder, parent);
	b->b_kind = parent->b_kind;
	b->b_first = first;
	b->b_count = count;
	b->b_rights = rights;
	curenv->env_ngrants++;
	return b->b_id;
	/* END EXERCISE 5.1 */
}

static void
revoke_tree(struct Binding *top)
{
	/* EXERCISE 5.1 revoke_tree */
	struct Binding *b = top;

	for (;;) {
		struct Binding *parent = parent_of(b);

		if (b->b_children) {
			b = b->b_children;
			continue;
		}
		free_binding(b);
		if (b == top)
			return;
		b = parent;
	}
	/* END EXERCISE 5.1 */
}

int32_t
sys_bind_grant(bindid_t from, envid_t to, uint32_t first, uint32_t count, uint32_t rights)
{
	int32_t r;

	if (count == 0 || rights == 0 || (rights & ~(uint32_t)BIND_ALL) != 0)
		return -E_INVAL;
	lock(&sched_lock);
	r = grant(from, to, first, count, rights);
	unlock(&sched_lock);
	return r;
}

/* Does e hold b, or a binding above it? */
static bool
holds_from_above(const struct Env *e, const struct Binding *b)
{
	while (b && b->b_holder != e->env_id)
		b = parent_of(b);
	return b != NULL;
}

int32_t
sys_bind_revoke(bindid_t binding)
{
	struct Binding *b = &bindings[BINDX(binding)];
	int r = -E_BAD_BINDING;

	lock(&sched_lock);
	if (binding_exists(binding) && holds_from_above(curenv, b)) {
		revoke_tree(b);
		r = 0;
	}
	unlock(&sched_lock);
	return r;
}

void
binding_release(struct Env *e)
{
	struct Binding *b;

	while ((b = e->env_bindings)) {
		/* Programs that have passed on nothing end also where 5.1 is not written yet. */
		if (b->b_children)
			revoke_tree(b);
		else
			free_binding(b);
	}
}
