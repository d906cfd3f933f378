// right: the steps come from the spans of the levels, in a loop; the way down is a recursion; a run
//     is what differs from its beginning by as much as it lies behind it.
/* EXERCISE 5.5 steps_to */
	uint32_t span = 1, level = 0;

	if (n < EXT2_NDIRECT) {
		index[0] = n;
		return 1;
	}
	for (n -= EXT2_NDIRECT; level < STEPS_MAX - 1; level++) {
		span *= EXT2_POINTERS;
		if (n < span)
			break;
		n -= span;
	}
	if (level == STEPS_MAX - 1)
		return 0;
	index[0] = EXT2_IND + level;
	for (uint32_t i = 1; i <= level + 1; i++) {
		span /= EXT2_POINTERS;
		index[i] = n / span;
		n %= span;
	}
	return level + 2;
/* END EXERCISE 5.5 */
/* Of the left pointers, or holes where there are none, how many are one run? Stores the first. */
static int
run_of(const uint32_t *pointers, uint32_t left, uint32_t *store)
{
	uint32_t first = pointers ? pointers[0] : 0, i = 1;

	while (i < left && (pointers ? pointers[i] : 0) == (first ? first + i : 0))
		i++;
	*store = first;
	return (int)i;
}

static int
run_below(uint32_t *pointers, const uint32_t *index, uint32_t steps, uint32_t left, uint32_t *store)
{
	void *below = NULL;
	int r;

	if (!pointers)
		return run_of(NULL, left, store);
	if (steps == 1)
		return run_of(pointers + *index, left, store);
	if (pointers[*index] != 0 &&
	    (r = cache_get(pointers[*index], ROLE_POINTERS, &below)) < 0)
		return r;
	return run_below(below, index + 1, steps - 1, left, store);
}

/* EXERCISE 5.5 inode_run */
	uint32_t index[STEPS_MAX], steps = steps_to(n, index), left;

	if (steps == 0)
		return -E_BAD_FS;
	left = (steps > 1 ? EXT2_POINTERS : EXT2_NDIRECT) - index[steps - 1];
	return run_below(ip->i_block, index, steps, MIN(left, max), store);
/* END EXERCISE 5.5 */
