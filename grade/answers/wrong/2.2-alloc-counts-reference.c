// wrong: page_alloc raises the reference count, which is the caller's to raise.
// loses: frames_refcount
/* EXERCISE 2.2 page_alloc */
	struct PageInfo *pp = free_frames.pp_link;

	if (pp == &free_frames)
		return NULL;
	pp->pp_link->pp_prev = pp->pp_prev;
	pp->pp_prev->pp_link = pp->pp_link;
	pp->pp_link = pp->pp_prev = NULL;
	nfree--;
	pp->pp_ref++;
	if (alloc_flags & ALLOC_ZERO)
		memset(page2kva(pp), 0, PGSIZE);
	return pp;
/* END EXERCISE 2.2 */
