/* SPDX-License-Identifier: MIT */
/*
 * alloc.h - which blocks and inodes are free.
 *
 * What the disk refers to must not be used for something else before the disk has heard that it
 * does not any more. So a block that is freed stays in its bitmap, and is noted in another one;
 * both come together in alloc_settle(), at the end of a write-back (flush.c). Only what was
 * allocated after the last write-back is free again at once: no disk ever heard of it.
 */
#ifndef EXOLAB_FS_ALLOC_H
#define EXOLAB_FS_ALLOC_H

#include <user/fs/super.h>

/*
 * Takes n blocks, if possible from goal on, and stores their numbers in got[]: all or none. They
 * have no role yet. -E_NO_DISK, or what cache_get() says of a bitmap.
 */
int blocks_alloc(uint32_t goal, uint32_t n, uint32_t *got);

/*
 * Gives back count blocks that had this role. If one has another, or there is no such block, or it
 * is free, the file system is damaged there: it is left alone.
 */
void blocks_free(uint32_t block, uint32_t count, enum Role role);

/*
 * Takes an inode: of a file in or near this group, of a directory in that which has most left.
 * Errors as above.
 */
int ino_alloc(uint32_t group, bool is_dir, uint32_t *store);

/* Gives it back, at once: no directory on the disk may lead to it. */
void ino_free(uint32_t ino, bool is_dir);

/* Are there blocks that will be free after the next write-back? */
bool alloc_unsettled(void);

/*
 * Takes out of the bitmaps what was freed, so that it can be allocated again. The blocks of the
 * bitmaps are dirty then. Returns 0, or the first error: what could not be done is still unsettled.
 */
int alloc_settle(void);

/* How many blocks and inodes there are left. */
uint32_t alloc_free_blocks(void);
uint32_t alloc_free_inodes(void);

#endif
