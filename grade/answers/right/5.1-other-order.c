// right: sums in 64 bits; a leaf is looked for anew each time; the checks come in another order.
/* EXERCISE 5.1 binding_allows */
	uint64_t end = (uint64_t)first + count;

	return (b->b_rights & rights) == rights && first >= b->b_first &&
	       end <= (uint64_t)b->b_first + b->b_count;
/* END EXERCISE 5.1 */
/* EXERCISE 5.1 grant */
	struct Binding *parent = binding_held(curenv, from);
	struct Env *holder;
	struct Binding *b;

	if (!parent)
		return -E_BAD_BINDING;
	if (!(holder = any_env(to)))
		return -E_BAD_ENV;
	if (!binding_allows(parent, first, count, rights))
		return -E_NOT_BOUND;
	if (curenv->env_ngrants == NGRANTS_MAX || free_bindings == NULL)
		return -E_NO_MEM;
	curenv->env_ngrants++;
	b = new_binding(holder, parent);
	b->b_rights = rights;
	b->b_first = first;
	b->b_count = count;
	b->b_kind = parent->b_kind;
	return b->b_id;
/* END EXERCISE 5.1 */
/* EXERCISE 5.1 revoke_tree */
	struct Binding *leaf;

	do {
		for (leaf = top; leaf->b_children; leaf = leaf->b_children)
			;
		free_binding(leaf);
	} while (leaf != top);
/* END EXERCISE 5.1 */
