/* SPDX-License-Identifier: MIT */
/*
 * space.h - the file server's address space, above what every program has.
 *
 *	CACHE		the file system itself, block n at CACHE + n * PGSIZE: what is not there
 *	 ... CACHE_END	is fetched when it is touched (cache.c)
 *	BLOCKS		a struct Block for each block (block.h)
 *	INODES		a byte for each inode (inode.h)
 *	FREED		a bitmap for each group: blocks that are given back at the next write-back
 *	SLOTS		which blocks have a frame
 *	DIRTY		which blocks are to be written
 *	FDS		the struct Fd of each open file, shared with those who have it open (open.c)
 *	REQUEST		where the page of a message is mapped
 *	HOLES		a window of zeros
 *	FORMS		blocks in the form in which they are written, if it is another one (flush.c)
 */
#ifndef EXOLAB_FS_SPACE_H
#define EXOLAB_FS_SPACE_H

#include <inc/lib.h>

#define CACHE 0x10000000u
#define CACHE_END 0xD0000000u
#define BLOCKS 0xD1000000u
#define INODES 0xD2000000u
#define FREED 0xD3000000u
#define SLOTS 0xD8000000u
#define DIRTY 0xD8100000u
#define FDS 0xD8200000u
#define REQUEST 0xD8400000u
#define HOLES 0xD8410000u
#define FORMS 0xD8420000u

/* Maps zeroed pages for size bytes at va. Returns 0 or -E_NO_MEM. */
static inline int
space_fill(uintptr_t va, uint32_t size)
{
	for (uintptr_t end = va + size; va < end; va += PGSIZE) {
		int r = sys_page_alloc(0, (void *)va, PTE_P | PTE_U | PTE_W);

		if (r < 0)
			return r;
	}
	return 0;
}

/* Is a page mapped at va? */
static inline bool
space_mapped(uintptr_t va)
{
	return (uvpd[PDX(va)] & PTE_P) && (uvpt[PGNUM(va)] & PTE_P);
}

/* In how many places the frame at va, where one is, is mapped; in all environments. */
static inline uint32_t
space_refs(uintptr_t va)
{
	return pages[PGNUM(uvpt[PGNUM(va)])].pp_ref;
}

#endif
