/* SPDX-License-Identifier: MIT */
/*
 * ext2.h - the second extended file system as it lies on the disk, revision 1, with blocks of 4
 * KiB. Facts and names are from "The Second Extended File System: Internal Layout" (D. Poirier),
 * whose sections are named below, and Documentation/filesystems/ext2 of the Linux kernel
 * ("Specification"). Directory entries: struct Dirent of inc/fs.h.
 *
 *	block 0		1,024 bytes for a boot loader, then the superblock
 *	block 1 ...	the table of group descriptors
 *	each group	perhaps copies of these two; a bitmap of its blocks, one of its inodes, its
 *			part of the table of inodes, and then data
 */
#ifndef EXOLAB_FS_EXT2_H
#define EXOLAB_FS_EXT2_H

#include <inc/lib.h>

/* "Superblock" */
#define EXT2_SUPER_OFFSET 1024
#define EXT2_MAGIC 0xEF53
#define EXT2_DYNAMIC_REV 1
#define EXT2_LOG_4K 2 /* s_log_block_size of blocks of 4 KiB */

/* s_state */
#define EXT2_VALID_FS 1 /* nothing was under way when it was written last */
#define EXT2_ERROR_FS 2 /* damage was found: e2fsck shall look at everything */

/* Features, by what who does not know them may still do: all, read, nothing. */
#define EXT2_COMPAT_DIR_PREALLOC 0x1
#define EXT2_COMPAT_RESIZE_INODE 0x10
#define EXT2_RO_COMPAT_SPARSE_SUPER 0x1 /* not every group has copies */
#define EXT2_RO_COMPAT_LARGE_FILE 0x2	/* sizes may have 64 bits */
#define EXT2_INCOMPAT_FILETYPE 0x2	/* directory entries have types */
#define EXT2_INCOMPAT_RECOVER 0x4	/* the last changes are in a journal only */

struct Ext2Super {
	uint32_t s_inodes_count;
	uint32_t s_blocks_count;
	uint32_t s_r_blocks_count; /* for the superuser; here, everybody is */
	uint32_t s_free_blocks_count;
	uint32_t s_free_inodes_count;
	uint32_t s_first_data_block;
	uint32_t s_log_block_size; /* 1,024 shifted to the left by this */
	uint32_t s_log_frag_size;
	uint32_t s_blocks_per_group;
	uint32_t s_frags_per_group;
	uint32_t s_inodes_per_group;
	uint32_t s_mtime;
	uint32_t s_wtime; /* when it was written last */
	uint16_t s_mnt_count;
	uint16_t s_max_mnt_count;
	uint16_t s_magic;
	uint16_t s_state;
	uint16_t s_errors;
	uint16_t s_minor_rev_level;
	uint32_t s_lastcheck;
	uint32_t s_checkinterval;
	uint32_t s_creator_os;
	uint32_t s_rev_level;
	uint16_t s_def_resuid;
	uint16_t s_def_resgid;
	uint32_t s_first_ino; /* the first that is not reserved */
	uint16_t s_inode_size;
	uint16_t s_block_group_nr;
	uint32_t s_feature_compat;
	uint32_t s_feature_incompat;
	uint32_t s_feature_ro_compat;
};
static_assert(offsetof(struct Ext2Super, s_magic) == 56, "Internal Layout, Superblock");
static_assert(offsetof(struct Ext2Super, s_feature_ro_compat) == 100, "the same");

/* "Block Group Descriptor Table" */
struct Ext2Group {
	uint32_t bg_block_bitmap; /* the blocks where these three are, or begin */
	uint32_t bg_inode_bitmap;
	uint32_t bg_inode_table;
	uint16_t bg_free_blocks_count;
	uint16_t bg_free_inodes_count;
	uint16_t bg_used_dirs_count;
	uint16_t bg_pad;
	uint32_t bg_reserved[3];
};
static_assert(sizeof(struct Ext2Group) == 32, "Internal Layout, Block Group Descriptor Table");

#define EXT2_GROUPS_PER_BLOCK (PGSIZE / sizeof(struct Ext2Group))

/* "Inode Table". Inodes are counted from 1. */
#define EXT2_ROOT_INO 2
#define EXT2_FIRST_INO 11   /* the least that s_first_ino may be */
#define EXT2_INODE_SIZE 128 /* the least that s_inode_size may be */

/* i_mode */
#define EXT2_S_IFMT 0xF000
#define EXT2_S_IFREG 0x8000
#define EXT2_S_IFDIR 0x4000
#define EXT2_FILE_MODE (EXT2_S_IFREG | 0644)
#define EXT2_DIR_MODE (EXT2_S_IFDIR | 0755)

/* i_flags of those who do not have a list of blocks where we look for one. */
#define EXT2_EXTENTS_FL 0x80000
#define EXT2_INLINE_DATA_FL 0x10000000

#define EXT2_NDIRECT 12
#define EXT2_IND 12  /* i_block: the block of pointers to the blocks that follow, */
#define EXT2_DIND 13 /* of pointers to such blocks, */
#define EXT2_TIND 14 /* and one level more: beyond the files that there are here */
#define EXT2_NBLOCKS 15
#define EXT2_POINTERS (PGSIZE / sizeof(uint32_t)) /* in a block of pointers */

#define EXT2_LINK_MAX 32000

struct Ext2Inode {
	uint16_t i_mode;
	uint16_t i_uid;
	uint32_t i_size;
	uint32_t i_atime;
	uint32_t i_ctime;
	uint32_t i_mtime;
	uint32_t i_dtime; /* when it was deleted; 0 as long as it is not */
	uint16_t i_gid;
	uint16_t i_links_count;
	uint32_t i_blocks; /* sectors of 512 bytes, those of pointers included */
	uint32_t i_flags;
	uint32_t i_osd1;
	uint32_t i_block[EXT2_NBLOCKS];
	uint32_t i_generation;
	uint32_t i_file_acl;
	uint32_t i_size_high; /* i_dir_acl of a directory */
	uint32_t i_faddr;
	uint8_t i_osd2[12];
};
static_assert(sizeof(struct Ext2Inode) == EXT2_INODE_SIZE, "Internal Layout, Inode Table");

/* "Linked List Directory": so many bytes an entry takes that has a name of this length. */
#define EXT2_DIRENT_SIZE(namelen) ROUNDUP((uint32_t)sizeof(struct Dirent) + (namelen), 4)

#endif
