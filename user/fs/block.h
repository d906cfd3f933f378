/* SPDX-License-Identifier: MIT */
/*
 * block.h - what the server knows of each block, besides what the block holds.
 *
 * A block has one role at a time. It takes it up when it is allocated, or when it is first found in
 * that place, and keeps it until it is freed. So a damaged file system in which two things claim a
 * block is found out before one of them is written over; and no program ever gets a page in its
 * hands that this server takes its own bearings from.
 */
#ifndef EXOLAB_FS_BLOCK_H
#define EXOLAB_FS_BLOCK_H

#include <user/fs/space.h>

enum Role {
	ROLE_NONE = 0,
	/* These have their places from the start. */
	ROLE_FIXED,  /* superblock, group descriptors, copies of them; they stay in the cache */
	ROLE_BITMAP, /* of blocks or inodes */
	ROLE_ITABLE, /* inodes */
	/* Of what inodes lead to: */
	ROLE_DIR,      /* of a directory */
	ROLE_POINTERS, /* to blocks of a file */
	ROLE_DATA
};

/* b_flags; all but B_LISTED and B_LENT say something of a page in the cache. */
#define B_DIRTY 0x01   /* differs from what is on the disk */
#define B_LISTED 0x02  /* stands in the list of those that are to be written */
#define B_NEW 0x04     /* nothing that is on the disk refers to it */
#define B_LENT 0x08    /* was handed out writeable, and may be written at any moment */
#define B_CHECKED 0x10 /* a directory's, and its entries are in order */
/* Directory blocks that were changed by moving a file (dir.h): when they are written. */
#define B_FIRST 0x20 /* before all others */
#define B_EARLY 0x40 /* not after those that are late */
#define B_LATE 0x80  /* after all others */

struct Block {
	uint8_t b_role;	 /* enum Role */
	uint8_t b_flags; /* B_* */
	uint16_t b_slot; /* its place in the list of those that have a frame, if it has one */
};

#define blocks ((struct Block *)BLOCKS)

/* Where a block lies in the cache. */
static inline void *
block_va(uint32_t block)
{
	return (void *)(CACHE + block * PGSIZE);
}

/* The block that lies at va in the cache. */
static inline uint32_t
block_at(const void *va)
{
	return ((uintptr_t)va - CACHE) / PGSIZE;
}

static inline bool
block_has(uint32_t block, uint8_t flags)
{
	return (blocks[block].b_flags & flags) != 0;
}

static inline void
block_set(uint32_t block, uint8_t flags)
{
	blocks[block].b_flags |= flags;
}

static inline void
block_clear(uint32_t block, uint8_t flags)
{
	blocks[block].b_flags &= (uint8_t)~flags;
}

#endif
