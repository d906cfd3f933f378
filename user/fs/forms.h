/* SPDX-License-Identifier: MIT */
/*
 * forms.h - the forms in which blocks of inodes and of directories reach the disk on the way from
 * what it knows to what is so now.
 *
 * e2fsck -p clears an inode without a name if it is an empty file; for anything else that has no
 * name, it asks a person. So a new file is an empty one until it has its name, and a file becomes
 * empty before it loses its last one. A directory is such an empty file, too, until it has its
 * name, and again before it loses it; meanwhile the name does not say that it is a directory.
 */
#ifndef EXOLAB_FS_FORMS_H
#define EXOLAB_FS_FORMS_H

#include <user/fs/inode.h>

/*
 * A block of inodes: is there one in it that the disk is not told all of at once, a new directory
 * among them?
 */
bool itable_in_steps(uint32_t block);
bool itable_has_new_dir(uint32_t block);

/*
 * Writes to page what a block of inodes is before the directory blocks are written: link counts
 * with the names that were taken; what is new, and what lost all names, is an empty file.
 */
void itable_before(uint32_t block, void *page);
/*
 * And after all of them, also those that lost names: link counts as they are, new directories; but
 * new files are still empty.
 */
void itable_between(uint32_t block, void *page);

/* The inodes in this block that are gone become free in their bitmap. */
void itable_settle(uint32_t block);
/* All is as the disk knows it. */
void itable_done(uint32_t block);

/* Is this a new block of a directory, but not the first one? Until its time, it is empty. */
bool dir_is_appended(uint32_t block);
void dir_before(uint32_t block, void *page);

/* Does it name new directories? Until they are directories, it does not say that they are. */
bool dir_has_new_dir(uint32_t block);
void dir_between(uint32_t block, void *page);

#endif
