// wrong: first + count wraps around, and the end is in the range again.
// loses: bind_limits disk_bounds
/* EXERCISE 5.1 binding_allows */
	return first >= b->b_first && first + count <= b->b_first + b->b_count &&
	       (rights & ~b->b_rights) == 0;
/* END EXERCISE 5.1 */
