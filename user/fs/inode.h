/* SPDX-License-Identifier: MIT */
/*
 * inode.h - files without names: inodes, and the blocks that belong to them.
 *
 * Functions name an inode by its number. A pointer to one stays good as long as its block is held
 * in the cache (cache.h). Errors where none is named: -E_IO, -E_BAD_FS, -E_NO_MEM.
 */
#ifndef EXOLAB_FS_INODE_H
#define EXOLAB_FS_INODE_H

#include <user/fs/super.h>

/* The largest file: off_t has 31 bits for it. */
#define FILE_SIZE_MAX 0x7FFFFFFFu
#define FILE_BLOCKS(size) (((size) + PGSIZE - 1) / PGSIZE)

/*
 * What the disk does not know of an inode yet: one byte for each. flush.c makes of it what the disk
 * is told when.
 */
#define I_NEW 0x80   /* it was free at the last write-back */
#define I_GONE 0x40  /* it is to become free at the next one */
#define I_TAKEN 0x3F /* so many names were taken from it since then */
#define inode_state ((uint8_t *)INODES)

/* Returns 0 or -E_NO_MEM. After super_mount(). */
int inode_init(void);

/* Stores where inode ino lies, whatever it holds. */
int inode_at(uint32_t ino, struct Ext2Inode **store);
/* The same for one that has a name, and holds nothing that this server cannot handle. */
int inode_get(uint32_t ino, struct Ext2Inode **store);
/* It was changed. */
void inode_dirty(struct Ext2Inode *ip);

static inline bool
inode_is_dir(const struct Ext2Inode *ip)
{
	return (ip->i_mode & EXT2_S_IFMT) == EXT2_S_IFDIR;
}

static inline bool
inode_is_file(const struct Ext2Inode *ip)
{
	return (ip->i_mode & EXT2_S_IFMT) == EXT2_S_IFREG;
}

/* Takes an inode for a file or directory in the directory `dir`; no name yet. Also -E_NO_DISK. */
int inode_new(uint32_t dir, uint16_t mode, uint32_t *store);

/*
 * One name more, or less. inode_unname() is refused with -E_NOT_YET if too many names were taken
 * since the last write-back. Who takes the last name has to inode_delete() it, unless it is open.
 */
int inode_name(uint32_t ino);
int inode_unname(uint32_t ino);

/* An inode without a name: its blocks and itself become free. */
void inode_delete(uint32_t ino);

/*
 * Stores which block is number n of the file; 0: a hole. Returns how many blocks from there on,
 * at most max, follow each other on the disk, or are holes, too.
 */
int inode_run(struct Ext2Inode *ip, uint32_t n, uint32_t max, uint32_t *store);

/*
 * Number n of the file, a hole, becomes a block with this role, which it stores: in the cache, and
 * full of zeros. Also -E_NO_DISK. On an error nothing has changed.
 */
int inode_fill(uint32_t ino, uint32_t n, enum Role role, uint32_t *store);

/* Frees the blocks from number n on, which have this role. */
int inode_cut(uint32_t ino, uint32_t n, enum Role role);

#endif
