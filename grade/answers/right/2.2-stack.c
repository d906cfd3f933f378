// right: free frames are kept as a stack of frame numbers in an array of its own.

static uint32_t free_stack[MAXPHYSMEM / PGSIZE];

static void
push_free(ppn_t ppn)
{
	free_stack[nfree++] = ppn;
	pages[ppn].pp_link = &pages[ppn];
}

/* EXERCISE 2.1 page_init */
	bool usable;

	for (ppn_t ppn = npages; ppn-- > 0;) {
		run_at(ppn, &usable);
		if (usable) {
			push_free(ppn);
		} else {
			pages[ppn].pp_flags |= PP_RESERVED;
			pages[ppn].pp_ref++;
		}
	}
/* END EXERCISE 2.1 */
/* EXERCISE 2.2 page_alloc */
	struct PageInfo *pp;

	if (nfree == 0)
		return NULL;
	pp = &pages[free_stack[--nfree]];
	pp->pp_link = NULL;
	if ((alloc_flags & ALLOC_ZERO) != 0)
		for (uint32_t *word = page2kva(pp), *end = word + PGSIZE / 4; word < end; word++)
			*word = 0;
	return pp;
/* END EXERCISE 2.2 */
/* EXERCISE 2.2 page_free */
	if (pp->pp_link || pp->pp_ref > 0)
		panic("page_free: frame %05x: not yours to free", pp - pages);
	push_free((ppn_t)(pp - pages));
/* END EXERCISE 2.2 */
/* EXERCISE 2.2 page_decref */
	assert(pp->pp_ref > 0);
	pp->pp_ref--;
	if (!pp->pp_ref)
		page_free(pp);
/* END EXERCISE 2.2 */
