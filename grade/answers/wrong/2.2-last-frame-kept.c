// wrong: the list counts as empty while one frame is still on it.
// loses: frames_all
/* EXERCISE 2.2 page_alloc */
	struct PageInfo *pp = free_frames.pp_link;

	if (pp->pp_link == &free_frames)
		return NULL;
	pp->pp_link->pp_prev = pp->pp_prev;
	pp->pp_prev->pp_link = pp->pp_link;
	pp->pp_link = pp->pp_prev = NULL;
	nfree--;
	if (alloc_flags & ALLOC_ZERO)
		memset(page2kva(pp), 0, PGSIZE);
	return pp;
/* END EXERCISE 2.2 */
