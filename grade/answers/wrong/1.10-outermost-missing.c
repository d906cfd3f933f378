// wrong: stops at the frame whose caller is the outermost one, without printing it.
// loses: backtrace_walk
/* EXERCISE 1.10 backtrace_walk */
	uint32_t words[2] = { ebp, 0 }, below = 0;
	unsigned number;

	for (number = 0; number < FRAMES_MAX; number++) {
		if (ebp % 4 != 0 || ebp <= below ||
		    !source->ls_read(source->ls_ctx, ebp, words, sizeof(words))) {
			cprintf("  (the frame pointer 0x%08x is bad)\n", ebp);
			return;
		}
		if (words[0] == 0)
			return;
		print_frame(source, number, eip, ebp, number > 0);
		below = ebp;
		ebp = words[0];
		eip = words[1];
	}
	cprintf("  (and more frames)\n");
/* END EXERCISE 1.10 */
