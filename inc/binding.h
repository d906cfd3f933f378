/* SPDX-License-Identifier: MIT */
/*
 * binding.h - bindings: what ties a range of physical things to an environment that may use it.
 *
 * A binding says: this environment may use the names b_first to b_first + b_count - 1 of this kind,
 * in these ways. Its holder passes parts of it on (sys_bind_grant()), and what was passed on is
 * taken back together with all that came of it (sys_bind_revoke(), or the end of the holder). So
 * bindings form trees, one for each kind; at the root stands what the kernel gave to the first
 * program that it started: all there is.
 *
 * The right is checked when a binding is made; whoever uses one names it, and the kernel finds it
 * in constant time. The kernel knows no other way to own a thing of these kinds, and no use for it.
 *
 * Programs read all bindings at UBINDINGS, without a call.
 */
#ifndef EXOLAB_INC_BINDING_H
#define EXOLAB_INC_BINDING_H

#include <inc/env.h>

enum BindKind {
	BIND_NOTHING = 0,
	BIND_SECTORS, /* of the disk, by number; inc/disk.h */
	NBINDKINDS
};

/* Rights. */
#define BIND_READ 0x1
#define BIND_WRITE 0x2
#define BIND_ALL (BIND_READ | BIND_WRITE)

/*
 * The name of a binding, made like that of an environment: its slot in the low bits, above them a
 * number that changes each time the slot is used again. Always positive.
 */
typedef int32_t bindid_t;

#define LOG2NBINDING 10
#define NBINDING (1 << LOG2NBINDING)
#define BINDX(bindid) ((bindid) & (NBINDING - 1))

/* So many bindings an environment may have passed on that still exist. */
#define NGRANTS_MAX 128

/*
 * Invariants, while b_holder is not 0:
 *   1. [b_first, b_first + b_count) is not empty, and does not wrap around;
 *   2. it lies in the parent's range, and b_rights are among the parent's;
 *   3. the holder is alive, and so is the holder of every binding up to the root.
 */
struct Binding {
	bindid_t b_id;
	envid_t b_holder; /* 0: this slot is free */
	enum BindKind b_kind;
	uint32_t b_first;
	uint32_t b_count;
	uint32_t b_rights;	    /* BIND_* */
	bindid_t b_parent;	    /* from which it was granted; 0: the root */
	struct Binding *b_children; /* the last that was granted from it, */
	struct Binding *b_next;	    /* its siblings, */
	struct Binding *b_prev;
	struct Binding *b_held_next; /* and the other bindings of its holder; */
	struct Binding *b_held_prev; /* of a free slot: the next free one */
};

#endif
