// wrong: the free list begins with the highest frame, which is not mapped when the kernel makes its
//     first page tables.
// loses: kmap_memory
/* EXERCISE 2.1 page_init */
	for (ppn_t ppn = npages; ppn-- > 0;) {
		bool usable;

		run_at(ppn, &usable);
		if (usable) {
			link_free(&pages[ppn], &free_frames);
		} else {
			pages[ppn].pp_ref = 1;
			pages[ppn].pp_flags = PP_RESERVED;
		}
	}
/* END EXERCISE 2.1 */
