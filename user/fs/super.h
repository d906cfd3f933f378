/* SPDX-License-Identifier: MIT */
/*
 * super.h - the file system as a whole: what the superblock and the group descriptors say, checked
 * once, when it is mounted. After that both are this server's own, and right.
 */
#ifndef EXOLAB_FS_SUPER_H
#define EXOLAB_FS_SUPER_H

#include <user/fs/block.h>
#include <user/fs/ext2.h>

/* The parts of the superblock that matter, and what follows from them. */
extern struct Fs {
	uint32_t nblocks;
	uint32_t ninodes;
	uint32_t ngroups;
	uint32_t blocks_per_group;
	uint32_t inodes_per_group;
	uint32_t inode_size;
	uint32_t inodes_per_block;
	uint32_t first_ino;
	/*
	 * The time, in seconds: that of the last write before this one, and it stands still, for
	 * this machine has no clock.
	 */
	uint32_t now;
	bool doubtful; /* damage was found, or expected: e2fsck is to look at it */

	struct Ext2Super *super; /* in the cache, like all blocks */
	struct Ext2Group *groups;
} fs;

/*
 * Mounts the file system on a partition of so many blocks. Returns 0; or an error, after it has
 * said in a line what is wrong.
 */
int super_mount(uint32_t nblocks);

/* Groups, blocks and inodes. */
static inline uint32_t
group_of_block(uint32_t block)
{
	return block / fs.blocks_per_group;
}

static inline uint32_t
group_of_inode(uint32_t ino)
{
	return (ino - 1) / fs.inodes_per_group;
}

static inline uint32_t
group_first_block(uint32_t group)
{
	return group * fs.blocks_per_group;
}

/* Only the last group may have fewer than the others. */
static inline uint32_t
group_nblocks(uint32_t group)
{
	return MIN(fs.blocks_per_group, fs.nblocks - group_first_block(group));
}

/* How many blocks the inodes of a group take. */
static inline uint32_t
itable_nblocks(void)
{
	return (fs.inodes_per_group + fs.inodes_per_block - 1) / fs.inodes_per_block;
}

#endif
