// right: bit by bit up to a word, then by words; the group of the goal is searched to its end and
//     then from its beginning, before any other one; the counts come first.
/* EXERCISE 5.6 find_clear */
	for (; from < end; from++) {
		while (from % 32 == 0 && from < end && bitmap[from / 32] == UINT32_MAX)
			from += 32;
		if (from < end && !bit_is_set(bitmap, from))
			return from;
	}
	return end;
/* END EXERCISE 5.6 */
/* Takes a block of the group from number from on. -E_NO_DISK if there is none. */
static int
take_in(uint32_t g, uint32_t from, uint32_t *store)
{
	struct Ext2Group *group = &fs.groups[g];
	uint32_t first = group_first_block(g), end = group_nblocks(g), bit;
	uint32_t *bitmap;
	int r;

	if (group->bg_free_blocks_count == 0)
		return -E_NO_DISK;
	if ((r = cache_get(group->bg_block_bitmap, ROLE_BITMAP, (void **)&bitmap)) < 0)
		return r;
	bit = find_clear(bitmap, from, end);
	while (bit < end && blocks[first + bit].b_role != ROLE_NONE)
		bit = find_clear(bitmap, bit + 1, end);
	if (bit >= end)
		return -E_NO_DISK;
	group->bg_free_blocks_count--;
	*store = first + bit;
	block_set(*store, B_NEW);
	bitmap[bit / 32] |= 1u << bit % 32;
	cache_dirty(group->bg_block_bitmap);
	return 0;
}

/* EXERCISE 5.6 block_alloc */
	uint32_t own = group_of_block(goal), g = own;
	int r = take_in(own, goal - group_first_block(own), store);

	while (r == -E_NO_DISK) {
		r = take_in(g, 0, store);
		g = g + 1 < fs.ngroups ? g + 1 : 0;
		if (g == own)
			break;
	}
	return r;
/* END EXERCISE 5.6 */
/* EXERCISE 5.6 block_free */
	struct Ext2Group *group = &fs.groups[group_of_block(block)];
	uint32_t bit = block % fs.blocks_per_group;
	uint32_t *freed = freed_map(group_of_block(block)), *bitmap;
	int r = cache_get(group->bg_block_bitmap, ROLE_BITMAP, (void **)&bitmap);

	if (r == 0)
		r = want_freed_map(group_of_block(block));
	if (r < 0 || !bit_is_set(bitmap, bit)) {
		fs.doubtful = true;
	} else if (!block_has(block, B_NEW)) {
		nunsettled += !bit_is_set(freed, bit);
		freed[bit / 32] |= 1u << bit % 32;
	} else {
		group->bg_free_blocks_count++;
		bitmap[bit / 32] ^= 1u << bit % 32;
		cache_dirty(group->bg_block_bitmap);
	}
/* END EXERCISE 5.6 */
