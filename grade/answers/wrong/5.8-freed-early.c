// wrong: the bitmaps say that blocks are free which the disk still uses.
// loses: fs_order
/* EXERCISE 5.8 write_back */
	const struct Phase *const order[] = {
		&content,
		&the_end,
		&inodes_before,
		&first_dirs,
		&dirs,
		&late_dirs,
		&new_dirs,
		&inodes_after,
	};
	int r = write_super(false);

	for (size_t i = 0; i < ARRAY_SIZE(order) && r == 0; i++) {
		if (order[i] == &the_end && (r = settle()) < 0)
			return r;
		r = write_phase(order[i]);
		if (order[i] == &content)
			for_each(ROLE_BITMAP, set_clean);
	}
	return r < 0 ? r : write_super(true);
/* END EXERCISE 5.8 */
