// wrong: the children go with the binding, theirs do not.
// loses: bind_revoke
/* EXERCISE 5.1 revoke_tree */
	while (top->b_children)
		free_binding(top->b_children);
	free_binding(top);
/* END EXERCISE 5.1 */
