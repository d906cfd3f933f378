/* SPDX-License-Identifier: MIT */
/*
 * alloc.c - the bitmaps: one bit for each block of a group, and for each inode; 1 is in use
 * (Internal Layout, "Block Bitmap", "Inode Bitmap").
 */
#include <user/fs/alloc.h>
#include <user/fs/cache.h>

static uint32_t nunsettled; /* blocks that are noted in freed_map() of some group */

/* The bitmap of the blocks of a group that are freed at the next write-back. */
static uint32_t *
freed_map(uint32_t group)
{
	return (uint32_t *)(FREED + group * PGSIZE);
}

static bool
bit_is_set(const uint32_t *bitmap, uint32_t i)
{
	return bitmap[i / 32] & 1u << i % 32;
}

/*
 * Exercise 5.6 (8 points): what is free.
 *
 * find_clear: the first bit of [from, end) of a bitmap that is clear; end if none is. Go by words
 * where you can: a group has up to 32,768 bits.
 * block_alloc: take one block, if possible goal, else one after it in its group, else one of the
 * groups that follow, the first group after the last; those before goal in its group come at the
 * end. A group whose bg_free_blocks_count is 0 is not looked at. A block that has a role is in use,
 * whatever the bitmap says: go on behind it. Set the bit (the bitmap is dirty then), count the
 * block in bg_free_blocks_count, note that it is B_NEW, and store its number. -E_NO_DISK if there
 * is none.
 * block_free: one block, which is in use by a file or directory. If it is B_NEW, clear its bit (the
 * bitmap is dirty then) and count it; if not, note it in the freed_map() of its group
 * (want_freed_map() makes sure that there is one) and in nunsettled; if it is there already,
 * nothing happens. A block whose bit in the bitmap is clear is free, and no such thing happens to
 * it: the file system is fs.doubtful then. So it is if there is an error: the block is lost, for
 * the disk will say that it is in use.
 */
static uint32_t
find_clear(const uint32_t *bitmap, uint32_t from, uint32_t end)
{
	/* EXERCISE 5.6 find_clear */
	while (from < end) {
		uint32_t word = ~bitmap[from / 32] >> from % 32;

		if (word != 0)
			return MIN(from + (uint32_t)__builtin_ctz(word), end);
		from = ROUNDUP(from + 1, 32);
	}
	return end;
	/* END EXERCISE 5.6 */
}

static int
block_alloc(uint32_t goal, uint32_t *store)
{
	/* EXERCISE 5.6 block_alloc */
	uint32_t group = group_of_block(goal), from = goal - group_first_block(group);

	/* The first group is looked at twice: from goal on, and at last from its beginning. */
	for (uint32_t i = 0; i <= fs.ngroups; i++, from = 0) {
		uint32_t g = (group + i) % fs.ngroups, bit = from;
		uint32_t *bitmap;
		int r;

		if (fs.groups[g].bg_free_blocks_count == 0)
			continue;
		r = cache_get(fs.groups[g].bg_block_bitmap, ROLE_BITMAP, (void **)&bitmap);
		if (r < 0)
			return r;
		while ((bit = find_clear(bitmap, bit, group_nblocks(g))) < group_nblocks(g)) {
			uint32_t block = group_first_block(g) + bit++;

			if (blocks[block].b_role != ROLE_NONE)
				continue;
			bitmap[(bit - 1) / 32] |= 1u << (bit - 1) % 32;
			cache_dirty(fs.groups[g].bg_block_bitmap);
			fs.groups[g].bg_free_blocks_count--;
			block_set(block, B_NEW);
			*store = block;
			return 0;
		}
	}
	return -E_NO_DISK;
	/* END EXERCISE 5.6 */
}

/* Makes sure that the group has a freed_map(). Returns 0 or -E_NO_MEM. */
static int
want_freed_map(uint32_t group)
{
	uintptr_t va = (uintptr_t)freed_map(group);

	return space_mapped(va) ? 0 : space_fill(va, PGSIZE);
}

static void
block_free(uint32_t block)
{
	/* EXERCISE 5.6 block_free */
	uint32_t g = group_of_block(block), bit = block - group_first_block(g);
	uint32_t mask = 1u << bit % 32;
	uint32_t *bitmap, *freed = freed_map(g);

	if (cache_get(fs.groups[g].bg_block_bitmap, ROLE_BITMAP, (void **)&bitmap) < 0 ||
	    want_freed_map(g) < 0 || !(bitmap[bit / 32] & mask)) {
		fs.doubtful = true;
		return;
	}
	if (block_has(block, B_NEW)) {
		bitmap[bit / 32] &= ~mask;
		cache_dirty(fs.groups[g].bg_block_bitmap);
		fs.groups[g].bg_free_blocks_count++;
	} else if (!(freed[bit / 32] & mask)) {
		freed[bit / 32] |= mask;
		nunsettled++;
	}
	/* END EXERCISE 5.6 */
}

int
blocks_alloc(uint32_t goal, uint32_t n, uint32_t *got)
{
	for (uint32_t i = 0; i < n; i++) {
		int r = block_alloc(goal < fs.nblocks ? goal : 0, &got[i]);

		if (r < 0) {
			while (i > 0)
				blocks_free(got[--i], 1, ROLE_NONE);
			return r;
		}
		goal = got[i] + 1;
	}
	return 0;
}

void
blocks_free(uint32_t block, uint32_t count, enum Role role)
{
	for (uint32_t end = block + count; block < end; block++) {
		if (block >= fs.nblocks ||
		    (blocks[block].b_role != ROLE_NONE && blocks[block].b_role != role)) {
			fs.doubtful = true;
			continue;
		}
		block_free(block);
		cache_drop(block);
	}
}

bool
alloc_unsettled(void)
{
	return nunsettled > 0;
}

/* What was freed of one group. */
static int
settle_group(uint32_t group)
{
	struct Ext2Group *g = &fs.groups[group];
	uint32_t *freed = freed_map(group), *bitmap;
	int r = cache_get(g->bg_block_bitmap, ROLE_BITMAP, (void **)&bitmap);

	if (r < 0)
		return r;
	for (uint32_t i = 0; i < PGSIZE / sizeof(uint32_t); i++) {
		uint32_t n = 0;

		for (uint32_t ones = freed[i]; ones; ones &= ones - 1)
			n++;
		bitmap[i] &= ~freed[i];
		freed[i] = 0;
		g->bg_free_blocks_count += (uint16_t)n;
		nunsettled -= n;
	}
	cache_dirty(g->bg_block_bitmap);
	return 0;
}

int
alloc_settle(void)
{
	int r, result = 0;

	for (uint32_t group = 0; group < fs.ngroups && nunsettled > 0; group++)
		if (space_mapped((uintptr_t)freed_map(group)) && (r = settle_group(group)) < 0)
			result = r;
	return result;
}

/*
 * Inodes. Here a bit is cleared at once: that the disk hears of it late enough is flush.c's care.
 */

static uint32_t
roomiest_group(void)
{
	uint32_t best = 0;

	for (uint32_t g = 1; g < fs.ngroups; g++)
		if (fs.groups[g].bg_free_inodes_count > fs.groups[best].bg_free_inodes_count)
			best = g;
	return best;
}

/* Takes an inode of this group. -E_NO_DISK if it has none. */
static int
ino_alloc_in(uint32_t group, bool is_dir, uint32_t *store)
{
	struct Ext2Group *g = &fs.groups[group];
	/* In the first group, some have their uses from the start. */
	uint32_t bit = group == 0 ? fs.first_ino - 1 : 0;
	uint32_t *bitmap;
	int r;

	if (g->bg_free_inodes_count == 0)
		return -E_NO_DISK;
	if ((r = cache_get(g->bg_inode_bitmap, ROLE_BITMAP, (void **)&bitmap)) < 0)
		return r;
	bit = find_clear(bitmap, bit, fs.inodes_per_group);
	if (bit >= fs.inodes_per_group)
		return -E_NO_DISK;
	bitmap[bit / 32] |= 1u << bit % 32;
	cache_dirty(g->bg_inode_bitmap);
	g->bg_free_inodes_count--;
	g->bg_used_dirs_count += is_dir;
	*store = group * fs.inodes_per_group + bit + 1;
	return 0;
}

int
ino_alloc(uint32_t group, bool is_dir, uint32_t *store)
{
	int r = -E_NO_DISK;

	if (is_dir)
		group = roomiest_group();
	for (uint32_t i = 0; i < fs.ngroups && r == -E_NO_DISK; i++)
		r = ino_alloc_in((group + i) % fs.ngroups, is_dir, store);
	return r;
}

void
ino_free(uint32_t ino, bool is_dir)
{
	uint32_t group = group_of_inode(ino), bit = (ino - 1) % fs.inodes_per_group;
	struct Ext2Group *g = &fs.groups[group];
	uint32_t *bitmap;

	if (cache_get(g->bg_inode_bitmap, ROLE_BITMAP, (void **)&bitmap) < 0 ||
	    !bit_is_set(bitmap, bit)) {
		fs.doubtful = true;
		return;
	}
	bitmap[bit / 32] &= ~(1u << bit % 32);
	cache_dirty(g->bg_inode_bitmap);
	g->bg_free_inodes_count++;
	g->bg_used_dirs_count -= is_dir && g->bg_used_dirs_count > 0;
}

uint32_t
alloc_free_blocks(void)
{
	uint32_t n = 0;

	for (uint32_t g = 0; g < fs.ngroups; g++)
		n += fs.groups[g].bg_free_blocks_count;
	return n;
}

uint32_t
alloc_free_inodes(void)
{
	uint32_t n = 0;

	for (uint32_t g = 0; g < fs.ngroups; g++)
		n += fs.groups[g].bg_free_inodes_count;
	return n;
}
