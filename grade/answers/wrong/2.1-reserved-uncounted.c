// wrong: frames that may not be handed out get no reference.
// loses: frames_count
/* EXERCISE 2.1 page_init */
	for (ppn_t ppn = 0; ppn < npages;) {
		bool usable;
		ppn_t end = run_at(ppn, &usable);

		for (; ppn < end; ppn++)
			if (usable)
				link_free(&pages[ppn], &free_frames);
	}
/* END EXERCISE 2.1 */
