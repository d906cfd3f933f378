// wrong: whatever cannot be written, it goes on.
// loses: fs_io_write
/* EXERCISE 5.8 write_back */
	write_super(false);
	write_phase(&content);
	for_each(ROLE_BITMAP, set_clean);
	write_phase(&inodes_before);
	write_phase(&first_dirs);
	write_phase(&dirs);
	write_phase(&late_dirs);
	write_phase(&new_dirs);
	write_phase(&inodes_after);
	settle();
	write_phase(&the_end);
	write_super(true);
	return 0;
/* END EXERCISE 5.8 */
