// right: the free list begins with the highest frame, and the frame that has been free for longest
//     is handed out first.
/* EXERCISE 2.1 page_init */
	for (ppn_t ppn = npages; ppn > 0; ppn--) {
		struct PageInfo *pp = &pages[ppn - 1];
		bool usable;

		run_at(ppn - 1, &usable);
		pp->pp_ref = !usable;
		pp->pp_flags = usable ? 0 : PP_RESERVED;
		if (usable)
			link_free(pp, &free_frames);
	}
/* END EXERCISE 2.1 */
/* EXERCISE 2.2 page_free */
	if (pp->pp_link)
		panic("page_free: frame %05x is free already", pp - pages);
	if (pp->pp_ref)
		panic("page_free: frame %05x still has %u references", pp - pages, pp->pp_ref);
	link_free(pp, &free_frames);
/* END EXERCISE 2.2 */
