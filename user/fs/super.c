/* SPDX-License-Identifier: MIT */
/*
 * super.c - mounting. The disk may hold anything at all: each field that is used later on is looked
 * at here, and a file system that this server could not keep in order is refused.
 */
#include <user/fs/cache.h>
#include <user/fs/super.h>

#define BITS_PER_BLOCK (PGSIZE * 8)
#define GROUP_BLOCKS_MIN 256 /* mke2fs makes none that are smaller */
#define FSBLOCKS_MAX ((CACHE_END - CACHE) / PGSIZE)
/* As many as there can be: one for each sector. */
#define FSINODES_MAX (FREED - INODES)

struct Fs fs;

static int
refuse(int error, const char *why)
{
	cprintf("fs: cannot mount: %s\n", why);
	return error;
}

static int
check_features(const struct Ext2Super *s)
{
	const uint32_t compat = EXT2_COMPAT_DIR_PREALLOC | EXT2_COMPAT_RESIZE_INODE;
	const uint32_t ro_compat = EXT2_RO_COMPAT_SPARSE_SUPER | EXT2_RO_COMPAT_LARGE_FILE;

	if (s->s_rev_level != EXT2_DYNAMIC_REV)
		return refuse(-E_NOT_SUPP, "it is not revision 1 of ext2");
	if (s->s_feature_incompat & EXT2_INCOMPAT_RECOVER)
		return refuse(-E_NOT_SUPP, "it has a journal that e2fsck has to replay");
	if ((s->s_feature_compat & ~compat) || (s->s_feature_ro_compat & ~ro_compat) ||
	    s->s_feature_incompat != EXT2_INCOMPAT_FILETYPE) {
		cprintf("fs: cannot mount: features %x, %x, %x (compat, incompat, ro_compat); "
			"known are %x, %x (needed), %x\n",
			s->s_feature_compat, s->s_feature_incompat, s->s_feature_ro_compat, compat,
			EXT2_INCOMPAT_FILETYPE, ro_compat);
		return -E_NOT_SUPP;
	}
	if (s->s_log_block_size != EXT2_LOG_4K)
		return refuse(-E_NOT_SUPP, "its blocks are not of 4 KiB: mke2fs -b 4096");
	return 0;
}

/* Is there a power of two that fits the inodes and the blocks? */
static bool
inode_size_ok(uint32_t size)
{
	return size >= EXT2_INODE_SIZE && size <= PGSIZE && (size & (size - 1)) == 0;
}

static int
check_sizes(const struct Ext2Super *s, uint32_t partition)
{
	uint32_t ngroups;

	if (s->s_blocks_count > partition)
		return refuse(-E_BAD_FS, "it is larger than its partition");
	if (s->s_blocks_count > FSBLOCKS_MAX || s->s_inodes_count > FSINODES_MAX)
		return refuse(-E_NOT_SUPP, "it is larger than 3 GiB");
	if (s->s_first_data_block != 0 || s->s_blocks_per_group < GROUP_BLOCKS_MIN ||
	    s->s_blocks_per_group > BITS_PER_BLOCK || s->s_blocks_per_group % 8 != 0 ||
	    s->s_blocks_count < 2)
		return refuse(-E_BAD_FS, "the superblock has senseless groups of blocks");
	ngroups = (s->s_blocks_count + s->s_blocks_per_group - 1) / s->s_blocks_per_group;
	if (!inode_size_ok(s->s_inode_size) || s->s_inodes_per_group == 0 ||
	    s->s_inodes_per_group > BITS_PER_BLOCK || s->s_inodes_per_group % 8 != 0 ||
	    s->s_inodes_count / s->s_inodes_per_group != ngroups ||
	    s->s_inodes_count % s->s_inodes_per_group != 0 || s->s_first_ino < EXT2_FIRST_INO ||
	    s->s_first_ino > s->s_inodes_count)
		return refuse(-E_BAD_FS, "the superblock has senseless inodes");
	fs.nblocks = s->s_blocks_count;
	fs.ninodes = s->s_inodes_count;
	fs.ngroups = ngroups;
	fs.blocks_per_group = s->s_blocks_per_group;
	fs.inodes_per_group = s->s_inodes_per_group;
	fs.inode_size = s->s_inode_size;
	fs.inodes_per_block = PGSIZE / s->s_inode_size;
	fs.first_ino = s->s_first_ino;
	return 0;
}

/* Gives count blocks, which must be free of one, a role for good. Are they all of this group? */
static bool
reserve(uint32_t group, uint32_t block, uint32_t count, enum Role role)
{
	uint32_t from = block - group_first_block(group);

	if (from >= group_nblocks(group) || count > group_nblocks(group) - from)
		return false;
	for (uint32_t i = 0; i < count; i++) {
		if (blocks[block + i].b_role != ROLE_NONE)
			return false;
		blocks[block + i].b_role = (uint8_t)role;
	}
	return true;
}

/* Of the numbers whose group has copies of the first blocks: 0, 1, and powers of 3, 5 and 7. */
static bool
group_has_super(uint32_t group)
{
	static const uint32_t bases[] = { 3, 5, 7 };

	if (!(fs.super->s_feature_ro_compat & EXT2_RO_COMPAT_SPARSE_SUPER) || group <= 1)
		return true;
	for (size_t i = 0; i < ARRAY_SIZE(bases); i++) {
		uint32_t power = bases[i];

		while (power < group)
			power *= bases[i];
		if (power == group)
			return true;
	}
	return false;
}

static uint32_t
count_zeros(const uint32_t *bitmap, uint32_t nbits)
{
	uint32_t zeros = nbits;

	for (uint32_t i = 0; i < nbits; i += 32) {
		uint32_t ones = bitmap[i / 32];

		if (nbits - i < 32)
			ones &= (1u << (nbits - i)) - 1;
		for (; ones; ones &= ones - 1)
			zeros--;
	}
	return zeros;
}

/* The numbers of what is free may be wrong after a stop at a bad moment: they are counted anew. */
static int
count_free(uint32_t group)
{
	struct Ext2Group *g = &fs.groups[group];
	void *bitmap;
	int r;

	if ((r = cache_get(g->bg_block_bitmap, ROLE_BITMAP, &bitmap)) < 0)
		return r;
	g->bg_free_blocks_count = (uint16_t)count_zeros(bitmap, group_nblocks(group));
	if ((r = cache_get(g->bg_inode_bitmap, ROLE_BITMAP, &bitmap)) < 0)
		return r;
	g->bg_free_inodes_count = (uint16_t)count_zeros(bitmap, fs.inodes_per_group);
	return 0;
}

static int
check_group(uint32_t group, uint32_t ntable)
{
	const struct Ext2Group *g = &fs.groups[group];

	/* The first group's own were given their role already. */
	if ((group > 0 && group_has_super(group) &&
	     !reserve(group, group_first_block(group), 1 + ntable, ROLE_FIXED)) ||
	    !reserve(group, g->bg_block_bitmap, 1, ROLE_BITMAP) ||
	    !reserve(group, g->bg_inode_bitmap, 1, ROLE_BITMAP) ||
	    !reserve(group, g->bg_inode_table, itable_nblocks(), ROLE_ITABLE))
		return refuse(-E_BAD_FS, "a group descriptor points to no place for its tables");
	return 0;
}

static int
mount_groups(void)
{
	uint32_t ntable = (fs.ngroups + EXT2_GROUPS_PER_BLOCK - 1) / EXT2_GROUPS_PER_BLOCK;
	void *page;
	int r;

	if (!reserve(0, 1, ntable, ROLE_FIXED))
		return refuse(-E_BAD_FS, "there is no room for the group descriptors");
	for (uint32_t i = 0; i < ntable; i++)
		if ((r = cache_get(1 + i, ROLE_FIXED, &page)) < 0)
			return refuse(r, "the group descriptors cannot be read");
	fs.groups = block_va(1);
	for (uint32_t group = 0; group < fs.ngroups; group++)
		if ((r = check_group(group, ntable)) < 0)
			return r;
	for (uint32_t group = 0; group < fs.ngroups; group++)
		if ((r = count_free(group)) < 0)
			return refuse(r, "a bitmap cannot be read");
	return 0;
}

/* The latest of the times that the superblock knows; not 0, which would mean "never". */
static uint32_t
latest(const struct Ext2Super *s)
{
	uint32_t time = MAX(s->s_wtime, s->s_mtime);

	time = MAX(time, s->s_lastcheck);
	return MAX(time, 1u);
}

int
super_mount(uint32_t nblocks)
{
	void *page;
	int r;

	if (nblocks > FSBLOCKS_MAX)
		nblocks = FSBLOCKS_MAX;
	if (nblocks == 0)
		return refuse(-E_BAD_FS, "the partition is empty");
	if ((r = cache_init(nblocks)) < 0)
		return refuse(r, "there is no memory for it");
	blocks[0].b_role = ROLE_FIXED;
	if ((r = cache_get(0, ROLE_FIXED, &page)) < 0)
		return refuse(r, "the superblock cannot be read");
	fs.super = (struct Ext2Super *)((uint8_t *)page + EXT2_SUPER_OFFSET);
	if (fs.super->s_magic != EXT2_MAGIC)
		return refuse(-E_BAD_FS, "there is no ext2 file system on the partition");
	if ((r = check_features(fs.super)) < 0 || (r = check_sizes(fs.super, nblocks)) < 0 ||
	    (r = mount_groups()) < 0)
		return r;
	fs.now = latest(fs.super);
	fs.doubtful = fs.super->s_state != EXT2_VALID_FS;
	if (fs.doubtful)
		cprintf("fs: this file system was not left in order: run e2fsck -p\n");
	return 0;
}
