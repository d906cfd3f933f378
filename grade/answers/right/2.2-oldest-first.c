// right: the frame that has been free for longest is handed out first; a frame is taken off the
//     list by a function of its own.

static void
unlink_free(struct PageInfo *pp)
{
	struct PageInfo *next = pp->pp_link, *previous = pp->pp_prev;

	previous->pp_link = next;
	next->pp_prev = previous;
	pp->pp_prev = pp->pp_link = NULL;
	nfree -= 1;
}

/* EXERCISE 2.1 page_init */
	for (ppn_t ppn = 0; ppn < npages; ppn++) {
		struct PageInfo *pp = &pages[ppn];
		bool usable;

		run_at(ppn, &usable);
		pp->pp_ref = !usable;
		pp->pp_flags = usable ? 0 : PP_RESERVED;
		if (usable)
			link_free(pp, &free_frames);
	}
/* END EXERCISE 2.1 */
/* EXERCISE 2.2 page_alloc */
	struct PageInfo *pp = nfree > 0 ? free_frames.pp_link : NULL;

	if (pp) {
		unlink_free(pp);
		if (alloc_flags & ALLOC_ZERO)
			memset(KADDR(page2pa(pp)), 0, PGSIZE);
	}
	return pp;
/* END EXERCISE 2.2 */
/* EXERCISE 2.2 page_free */
	if (pp->pp_link)
		panic("page_free: frame %05x is free already", pp - pages);
	if (pp->pp_ref)
		panic("page_free: frame %05x still has %u references", pp - pages, pp->pp_ref);
	link_free(pp, &free_frames);
/* END EXERCISE 2.2 */
