// right: the phases stand in a table; flags are changed all at once.
/* EXERCISE 5.8 take_back */
	bool mapped_by_us_alone = space_refs((uintptr_t)block_va(block)) < 2;

	if (mapped_by_us_alone)
		blocks[block].b_flags &= (uint8_t)~B_LENT;
/* END EXERCISE 5.8 */
/* EXERCISE 5.8 done */
	uint8_t over = B_NEW | B_FIRST | B_EARLY | B_LATE;

	if ((blocks[block].b_flags & B_LENT) == 0)
		over |= B_DIRTY;
	blocks[block].b_flags &= (uint8_t)~over;
/* END EXERCISE 5.8 */
/* EXERCISE 5.8 write_back */
	static const struct Phase *const order[] = {
		&content, &inodes_before, &first_dirs,	 &dirs,
		&late_dirs, &new_dirs,	  &inodes_after, &the_end,
	};
	int r = write_super(false);

	for (size_t i = 0; r == 0 && i < ARRAY_SIZE(order); i++) {
		if (order[i] == &the_end)
			r = settle();
		if (r == 0)
			r = write_phase(order[i]);
		if (r == 0 && order[i] == &content)
			for_each(ROLE_BITMAP, set_clean);
	}
	return r < 0 ? r : write_super(true);
/* END EXERCISE 5.8 */
