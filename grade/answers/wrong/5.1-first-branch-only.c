// wrong: the way goes down to one leaf and back up, past the other branches.
// loses: bind_revoke
/* EXERCISE 5.1 revoke_tree */
	struct Binding *b = top, *parent;

	while (b->b_children)
		b = b->b_children;
	for (; b != top; b = parent) {
		parent = parent_of(b);
		free_binding(b);
	}
	free_binding(top);
/* END EXERCISE 5.1 */
