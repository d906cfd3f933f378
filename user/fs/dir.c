/* SPDX-License-Identifier: MIT */
/*
 * dir.c - directories. The entries of a block follow each other, each de_reclen bytes before the
 * next, and the last reaches to the end of the block. One without an inode is free, and so is what
 * an entry has more than its name needs.
 *
 * A block is looked over when it is first used after it came from the disk; only this server
 * changes it, so that nothing that stands in it needs to be doubted afterwards.
 */
#include <inc/x86.h>
#include <user/fs/cache.h>
#include <user/fs/dir.h>

/*
 * In the directory that was added to last, the blocks before this number have no room for an entry
 * of this size. Otherwise each name added to a large directory would look through all of it.
 */
static struct {
	uint32_t dir;
	uint32_t n;
	uint32_t size;
} full;

/* Is this the beginning of an entry for an inode, or a free one, that ends within its block? */
static bool
entry_in_order(const struct Dirent *de, uint32_t left)
{
	return left >= sizeof(*de) && de->de_reclen <= left && de->de_reclen % 4 == 0 &&
	       de->de_reclen >= EXT2_DIRENT_SIZE(de->de_namelen) && de->de_ino <= fs.ninodes &&
	       (de->de_ino == 0 || de->de_namelen > 0);
}

static bool
block_in_order(void *page)
{
	uint32_t offset = 0;

	while (offset < PGSIZE) {
		struct Dirent *de = entry_at(page, offset);

		if (!entry_in_order(de, PGSIZE - offset))
			return false;
		offset += de->de_reclen;
	}
	return true;
}

/*
 * Stores where block number n of a directory lies. Returns 1; 0 if it has no such block; or an
 * error.
 */
static int
dir_block(uint32_t dir, uint32_t n, void **page)
{
	struct Ext2Inode *ip;
	uint32_t block;
	int r = inode_get(dir, &ip);

	if (r < 0)
		return r;
	if (!inode_is_dir(ip))
		return -E_NOT_DIR;
	if (n >= ip->i_size / PGSIZE)
		return 0;
	if ((r = inode_run(ip, n, 1, &block)) < 0 || block == 0)
		return r < 0 ? r : -E_BAD_FS;
	if ((r = cache_get(block, ROLE_DIR, page)) < 0)
		return r;
	if (!block_has(block, B_CHECKED) && !block_in_order(*page))
		return -E_BAD_FS;
	block_set(block, B_CHECKED);
	return 1;
}

/*
 * Exercise 5.7 (7 points): names.
 *
 * find_entry: look in one block for the entry that has this name and an inode; *before becomes the
 * entry before it, null if it is the first. Returns null if there is none.
 * find_room: look in one block for an entry that is free and has size bytes, or has so many more
 * than it needs (EXT2_DIRENT_SIZE()). Returns null if there is none.
 * dir_add: p_entry is what find_room() has found. If it is in use, it keeps what it needs, and the
 * new entry begins behind that and gets the rest; if it is free, the new entry takes its place, and
 * all its room. Clients may be reading the block: nothing leads to the new entry before it is
 * whole (barrier()). The block is dirty then (cache_dirty()).
 * dir_remove: p_entry is to be free. If there is one before it in its block, that takes over its
 * room; the first one stays, without an inode. The block is dirty then.
 */
static struct Dirent *
find_entry(void *page, const struct Name *name, struct Dirent **before)
{
	/* EXERCISE 5.7 find_entry */
	struct Dirent *end = entry_at(page, PGSIZE);

	*before = NULL;
	for (struct Dirent *de = page; de < end; *before = de, de = next_entry(de))
		if (de->de_namelen == name->n_len && de->de_ino != 0 &&
		    memcmp(de->de_name, name->n_text, name->n_len) == 0)
			return de;
	return NULL;
	/* END EXERCISE 5.7 */
}

/* So many bytes of an entry are in use. */
static uint32_t
used(const struct Dirent *de)
{
	return de->de_ino ? EXT2_DIRENT_SIZE(de->de_namelen) : 0;
}

static struct Dirent *
find_room(void *page, uint32_t size)
{
	/* EXERCISE 5.7 find_room */
	struct Dirent *end = entry_at(page, PGSIZE);

	for (struct Dirent *de = page; de < end; de = next_entry(de))
		if (de->de_reclen - used(de) >= size)
			return de;
	return NULL;
	/* END EXERCISE 5.7 */
}

void
dir_add(const struct Place *place, const struct Name *name, uint32_t ino, uint8_t type)
{
	/* EXERCISE 5.7 dir_add */
	struct Dirent *de = place->p_entry;
	uint32_t kept = used(de);
	struct Dirent *added = entry_at(de, kept);

	added->de_reclen = (uint16_t)(de->de_reclen - kept);
	added->de_namelen = (uint8_t)name->n_len;
	added->de_type = type;
	memcpy(added->de_name, name->n_text, name->n_len);
	barrier();
	added->de_ino = ino;
	barrier();
	if (kept > 0)
		de->de_reclen = (uint16_t)kept;
	cache_dirty(place->p_block);
	/* END EXERCISE 5.7 */
}

void
dir_remove(const struct Place *place)
{
	/* EXERCISE 5.7 dir_remove */
	if (place->p_before)
		place->p_before->de_reclen += place->p_entry->de_reclen;
	else
		place->p_entry->de_ino = 0;
	cache_dirty(place->p_block);
	/* END EXERCISE 5.7 */
	if (full.dir == place->p_dir)
		full.n = 0;
}

void
dir_change(const struct Place *place, uint32_t ino)
{
	place->p_entry->de_ino = ino;
	place->p_entry->de_type = DT_REG;
	cache_dirty(place->p_block);
}

bool
dir_untype(const struct Place *place)
{
	if (place->p_entry->de_type == DT_UNKNOWN)
		return false;
	place->p_entry->de_type = DT_UNKNOWN;
	cache_dirty(place->p_block);
	return true;
}

int
dir_find(uint32_t dir, const struct Name *name, struct Place *place)
{
	void *page;
	int r;

	for (uint32_t n = 0; (r = dir_block(dir, n, &page)) > 0; n++) {
		place->p_entry = find_entry(page, name, &place->p_before);
		if (place->p_entry) {
			place->p_dir = dir;
			place->p_block = block_at(page);
			return 0;
		}
	}
	return r < 0 ? r : -E_NOT_FOUND;
}

/* Adds a block to a directory: one free entry. */
static int
grow(uint32_t dir, uint32_t n, struct Place *place)
{
	struct Ext2Inode *ip;
	int r;

	if (n >= FILE_SIZE_MAX / PGSIZE)
		return -E_NO_DISK;
	if ((r = inode_fill(dir, n, ROLE_DIR, &place->p_block)) < 0)
		return r;
	place->p_dir = dir;
	place->p_before = NULL;
	place->p_entry = block_va(place->p_block);
	place->p_entry->de_reclen = PGSIZE;
	block_set(place->p_block, B_CHECKED);
	if ((r = inode_get(dir, &ip)) < 0)
		return r;
	ip->i_size += PGSIZE;
	return 0;
}

int
dir_room(uint32_t dir, const struct Name *name, struct Place *place)
{
	uint32_t size = EXT2_DIRENT_SIZE(name->n_len);
	uint32_t n = full.dir == dir && full.size <= size ? full.n : 0;
	void *page;
	int r;

	place->p_entry = NULL;
	for (; (r = dir_block(dir, n, &page)) > 0; n++) {
		place->p_entry = find_room(page, size);
		if (place->p_entry) {
			place->p_dir = dir;
			place->p_block = block_at(page);
			break;
		}
	}
	full.dir = dir;
	full.n = n;
	full.size = size;
	return r == 0 ? grow(dir, n, place) : MIN(r, 0);
}

bool
dir_find_beside(const struct Place *other, const struct Name *name, struct Place *place)
{
	*place = *other;
	place->p_entry = find_entry(block_va(other->p_block), name, &place->p_before);
	return place->p_entry != NULL;
}

bool
dir_room_beside(const struct Place *other, const struct Name *name, struct Place *place)
{
	*place = *other;
	place->p_entry = find_room(block_va(other->p_block), EXT2_DIRENT_SIZE(name->n_len));
	return place->p_entry != NULL;
}

int
dir_begin(uint32_t dir, uint32_t above)
{
	struct Place place;
	int r = inode_fill(dir, 0, ROLE_DIR, &place.p_block);
	struct Ext2Inode *ip;

	if (r < 0 || (r = inode_at(dir, &ip)) < 0)
		return r;
	ip->i_size = PGSIZE;
	if (full.dir == dir)
		full.n = 0;
	place.p_entry = block_va(place.p_block);
	place.p_entry->de_reclen = PGSIZE;
	dir_add(&place, &(struct Name){ ".", 1 }, dir, DT_DIR);
	dir_add(&place, &(struct Name){ "..", 2 }, above, DT_DIR);
	block_set(place.p_block, B_CHECKED);
	return 0;
}

static bool
is_dots(const struct Dirent *de)
{
	return de->de_name[0] == '.' &&
	       (de->de_namelen == 1 || (de->de_namelen == 2 && de->de_name[1] == '.'));
}

static bool
block_is_empty(void *page)
{
	struct Dirent *end = entry_at(page, PGSIZE);

	for (struct Dirent *de = page; de < end; de = next_entry(de))
		if (de->de_ino != 0 && !is_dots(de))
			return false;
	return true;
}

/* Does each block of a directory pass this test? 1 or 0, or an error. */
static int
all_blocks(uint32_t dir, bool (*test)(void *page))
{
	void *page;
	int r;

	for (uint32_t n = 0; (r = dir_block(dir, n, &page)) > 0; n++)
		if (!test(page))
			return 0;
	return r < 0 ? r : 1;
}

int
dir_is_empty(uint32_t dir)
{
	return all_blocks(dir, block_is_empty);
}

static bool
block_is_clean(void *page)
{
	return !block_has(block_at(page), B_DIRTY);
}

int
dir_is_dirty(uint32_t dir)
{
	int r = all_blocks(dir, block_is_clean);

	return r < 0 ? r : !r;
}
