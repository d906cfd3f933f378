// wrong: a range may begin before that of the binding.
// loses: bind_limits disk_bounds
/* EXERCISE 5.1 binding_allows */
	uint64_t end = (uint64_t)first + count;

	return end <= (uint64_t)b->b_first + b->b_count && (rights & ~b->b_rights) == 0;
/* END EXERCISE 5.1 */
