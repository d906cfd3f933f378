// wrong: the new binding is of no kind.
// loses: bind_grant disk_bounds
/* EXERCISE 5.1 grant */
-	b->b_kind = parent->b_kind;
/* END EXERCISE 5.1 */
