// wrong: ALLOC_ZERO zeroes one word too few, having mixed up bytes and words.
// loses: frames_zero
/* EXERCISE 2.2 page_alloc */
	struct PageInfo *pp = free_frames.pp_link;

	if (pp == &free_frames)
		return NULL;
	pp->pp_link->pp_prev = pp->pp_prev;
	pp->pp_prev->pp_link = pp->pp_link;
	pp->pp_link = pp->pp_prev = NULL;
	nfree--;
	if (alloc_flags & ALLOC_ZERO)
		memset(page2kva(pp), 0, PGSIZE / sizeof(uint32_t));
	return pp;
/* END EXERCISE 2.2 */
