// wrong: the last of the range is not allowed.
// loses: bind_grant disk_bounds
/* EXERCISE 5.1 binding_allows */
	uint64_t end = (uint64_t)first + count;

	return first >= b->b_first && end < (uint64_t)b->b_first + b->b_count &&
	       (rights & ~b->b_rights) == 0;
/* END EXERCISE 5.1 */
