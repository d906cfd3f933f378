/* SPDX-License-Identifier: MIT */
/*
 * dir.h - directories: files that hold names (Internal Layout, "Linked List Directory").
 *
 * Errors where none is named: -E_NOT_DIR, -E_IO, -E_BAD_FS, -E_NO_MEM.
 */
#ifndef EXOLAB_FS_DIR_H
#define EXOLAB_FS_DIR_H

#include <user/fs/inode.h>

/* One part of a path: 1 to MAXNAMELEN bytes, none of them 0 or /. */
struct Name {
	const char *n_text;
	uint32_t n_len;
};

/* An entry in a block of a directory. */
struct Place {
	uint32_t p_dir;
	uint32_t p_block;
	struct Dirent *p_entry;
	struct Dirent *p_before; /* by dir_find() only: that before it in this block, or null */
};

static inline struct Dirent *
entry_at(void *page, uint32_t offset)
{
	return (struct Dirent *)((uint8_t *)page + offset);
}

/* What follows an entry: the next one, or the end of the block. */
static inline struct Dirent *
next_entry(struct Dirent *de)
{
	return entry_at(de, de->de_reclen);
}

/* Finds the entry of this name. -E_NOT_FOUND. */
int dir_find(uint32_t dir, const struct Name *name, struct Place *place);

/* Finds an entry behind which there is room for one of this name. Also -E_NO_DISK. */
int dir_room(uint32_t dir, const struct Name *name, struct Place *place);

/* The two in the block of another entry, which is in the cache; false if there is none. */
bool dir_find_beside(const struct Place *other, const struct Name *name, struct Place *place);
bool dir_room_beside(const struct Place *other, const struct Name *name, struct Place *place);

/* Adds an entry where dir_room() has found that it fits. */
void dir_add(const struct Place *place, const struct Name *name, uint32_t ino, uint8_t type);

/* The entry becomes that of another file. */
void dir_change(const struct Place *place, uint32_t ino);

/* The entry says no more what it names. Returns whether it did. */
bool dir_untype(const struct Place *place);

/* Removes an entry. */
void dir_remove(const struct Place *place);

/*
 * The first block of a new directory: itself, and the one above it. Also -E_NO_DISK, and nothing
 * has changed.
 */
int dir_begin(uint32_t dir, uint32_t above);

/* Is there nothing in it but itself, and the one above it? 1 or 0. */
int dir_is_empty(uint32_t dir);

/* Was it changed since the last write-back? 1 or 0. */
int dir_is_dirty(uint32_t dir);

#endif
