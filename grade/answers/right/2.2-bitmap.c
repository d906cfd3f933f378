// right: the allocator is a bitmap with a place from which to search; pp_link only says that a
//     frame is free.

/* One bit for each frame: set if it is free. No bit is set in the words below search_from. */
static uint32_t free_bits[MAXPHYSMEM / PGSIZE / 32];
static size_t search_from;

static void
mark_free(ppn_t ppn)
{
	free_bits[ppn / 32] |= 1u << (ppn % 32);
	search_from = MIN(search_from, (size_t)ppn / 32);
	pages[ppn].pp_link = &free_frames;
	nfree++;
}

/* EXERCISE 2.1 page_init */
	bool usable;

	for (ppn_t ppn = 0; ppn < npages; ppn++) {
		run_at(ppn, &usable);
		if (usable)
			mark_free(ppn);
		else
			pages[ppn] = (struct PageInfo){ .pp_ref = 1, .pp_flags = PP_RESERVED };
	}
/* END EXERCISE 2.1 */
/* EXERCISE 2.2 page_alloc */
	struct PageInfo *pp;
	unsigned bit = 0;

	while (search_from < ARRAY_SIZE(free_bits) && free_bits[search_from] == 0)
		search_from++;
	if (search_from == ARRAY_SIZE(free_bits))
		return NULL;
	while (!(free_bits[search_from] >> bit & 1))
		bit++;
	free_bits[search_from] &= ~(1u << bit);
	nfree--;
	pp = &pages[search_from * 32 + bit];
	pp->pp_link = NULL;
	if (alloc_flags & ALLOC_ZERO)
		memset(page2kva(pp), 0, PGSIZE);
	return pp;
/* END EXERCISE 2.2 */
/* EXERCISE 2.2 page_free */
	ppn_t ppn = (ppn_t)(pp - pages);

	if (free_bits[ppn / 32] >> (ppn % 32) & 1)
		panic("page_free: frame %05x twice", ppn);
	if (pp->pp_ref)
		panic("page_free: frame %05x is in use", ppn);
	mark_free(ppn);
/* END EXERCISE 2.2 */
