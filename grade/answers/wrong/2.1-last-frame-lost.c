// wrong: an off-by-one: the last frame of each usable run is neither free nor reserved.
// loses: frames_count
/* EXERCISE 2.1 page_init */
	for (ppn_t ppn = 0; ppn < npages;) {
		bool usable;
		ppn_t end = run_at(ppn, &usable);

		for (; ppn < end - 1; ppn++) {
			if (usable) {
				link_free(&pages[ppn], &free_frames);
			} else {
				pages[ppn].pp_ref = 1;
				pages[ppn].pp_flags = PP_RESERVED;
			}
		}
		ppn = end;
	}
/* END EXERCISE 2.1 */
