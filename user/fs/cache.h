/* SPDX-License-Identifier: MIT */
/*
 * cache.h - blocks in memory. Block n lies at block_va(n); it is fetched from the disk when
 * that page is touched and is not there, and goes when others need its frame.
 */
#ifndef EXOLAB_FS_CACHE_H
#define EXOLAB_FS_CACHE_H

#include <user/fs/block.h>

/*
 * A block that was asked for stays where it is until so many others have been asked for after it:
 * long enough for whatever is done with a few blocks at once.
 */
#define CACHE_HELD 32

/*
 * So many blocks must be able to go when pages are about to be handed out: for the pages, for what
 * is held, and for what the next request makes dirty. Else a client that keeps what it gets could
 * take from the server what it needs to look after the files of others.
 */
#define CACHE_SPARE (FS_WINDOW_PAGES + CACHE_HELD + 16)

/* Begins to cache the nblocks blocks of the partition. Returns 0, or -E_NO_MEM. */
int cache_init(uint32_t nblocks);

/*
 * Stores where the block lies that is in this role. -E_BAD_FS if there is no such block, or it has
 * another role; -E_IO if it cannot be read, -E_NO_MEM if there is no frame for it.
 */
int cache_get(uint32_t block, enum Role role, void **store);

/* The same for count blocks, at most FS_WINDOW_PAGES: what is missing is fetched together. */
int cache_get_run(uint32_t block, uint32_t count, enum Role role);

/* The same for a block without a role, and it holds zeros; nothing is read. */
int cache_make(uint32_t block, enum Role role, void **store);

/* A block in the cache was changed. */
void cache_dirty(uint32_t block);

/* Could CACHE_SPARE blocks go, or come without that any goes? */
bool cache_spare(void);

/* The block means nothing any more, and has no role. Who else has its page mapped, keeps that. */
void cache_drop(uint32_t block);

/*
 * The list of blocks that are to be written: cache_listed() entries, in any order, some perhaps
 * no longer dirty; each block once. cache_unlist() keeps of them the dirty ones.
 */
#define cache_list ((uint32_t *)DIRTY)
uint32_t cache_listed(void);
void cache_unlist(void);
/* Was anything changed since cache_unlist() was called last? */
bool cache_changed(void);
/* Is it high time to write some of them? Else there is room enough for what one request does. */
bool cache_choked(void);

#endif
