// wrong: page_alloc leaves the links of the frame that it hands out, as if it were still on the
//     list.
// loses: frames_all
/* EXERCISE 2.2 page_alloc */
	struct PageInfo *pp = free_frames.pp_link;

	if (pp == &free_frames)
		return NULL;
	pp->pp_link->pp_prev = pp->pp_prev;
	pp->pp_prev->pp_link = pp->pp_link;
	nfree--;
	if (alloc_flags & ALLOC_ZERO)
		memset(page2kva(pp), 0, PGSIZE);
	return pp;
/* END EXERCISE 2.2 */
