/* SPDX-License-Identifier: MIT */
/*
 * binding.h - bindings: who may use which range of which physical thing (inc/binding.h). All with
 * sched_lock held, but for binding_init().
 */
#ifndef EXOLAB_KERN_BINDING_H
#define EXOLAB_KERN_BINDING_H

#include <inc/binding.h>
#include <kern/env.h>

/* Makes all NBINDING bindings free. */
void binding_init(void);

/*
 * Binds [first, first + count), all there is of this kind, to holder. Once for each kind, at boot:
 * there is a free slot. Nothing if count is 0.
 */
void binding_root(struct Env *holder, enum BindKind kind, uint32_t first, uint32_t count);

/* The binding of this id, if there is one and holder holds it; or null. */
struct Binding *binding_held(const struct Env *holder, bindid_t id);

/* Is there a binding of this id, whoever holds it? */
bool binding_exists(bindid_t id);

/* Does b allow rights on all of [first, first + count)? count is not 0. */
bool binding_allows(const struct Binding *b, uint32_t first, uint32_t count, uint32_t rights);

/* e ends: takes back what it holds, and all that was granted from that. */
void binding_release(struct Env *e);

#endif
