/* SPDX-License-Identifier: MIT */
/*
 * forms.c - forms of blocks on the way to the disk.
 */
#include <user/fs/alloc.h>
#include <user/fs/dir.h>
#include <user/fs/forms.h>

/* The number of the first inode in a block of inodes. */
static uint32_t
first_ino_of(uint32_t block)
{
	uint32_t group = group_of_block(block);

	return group * fs.inodes_per_group +
	       (block - fs.groups[group].bg_inode_table) * fs.inodes_per_block + 1;
}

/* How many inodes there are in it: the last block of a group may not be full. */
static uint32_t
ninodes_of(uint32_t block)
{
	uint32_t before = (first_ino_of(block) - 1) % fs.inodes_per_group;

	return MIN(fs.inodes_per_block, fs.inodes_per_group - before);
}

static struct Ext2Inode *
inode_in(void *page, uint32_t i)
{
	return (struct Ext2Inode *)((uint8_t *)page + i * fs.inode_size);
}

bool
itable_in_steps(uint32_t block)
{
	const uint8_t *state = &inode_state[first_ino_of(block) - 1];

	for (uint32_t i = 0; i < ninodes_of(block); i++)
		if (state[i])
			return true;
	return false;
}

bool
itable_has_new_dir(uint32_t block)
{
	const uint8_t *state = &inode_state[first_ino_of(block) - 1];

	for (uint32_t i = 0; i < ninodes_of(block); i++)
		if ((state[i] & I_NEW) && inode_is_dir(inode_in(block_va(block), i)))
			return true;
	return false;
}

/* A file with nothing in it. */
static void
make_empty(struct Ext2Inode *ip)
{
	ip->i_mode = EXT2_FILE_MODE;
	ip->i_size = 0;
	ip->i_blocks = 0;
	ip->i_dtime = 0;
	ip->i_flags = 0;
	memset(ip->i_block, 0, sizeof(ip->i_block));
}

static void
form_before(struct Ext2Inode *ip, uint8_t state)
{
	bool new_dir = (state & I_NEW) && inode_is_dir(ip);

	if ((state & I_NEW) || ip->i_links_count == 0)
		make_empty(ip);
	/* A file has one name where a directory has "." and those in other directories, too. */
	ip->i_links_count = new_dir ? 1 : (uint16_t)(ip->i_links_count + (state & I_TAKEN));
}

void
itable_before(uint32_t block, void *page)
{
	const uint8_t *state = &inode_state[first_ino_of(block) - 1];

	memcpy(page, block_va(block), PGSIZE);
	for (uint32_t i = 0; i < ninodes_of(block); i++)
		if (state[i])
			form_before(inode_in(page, i), state[i]);
}

void
itable_between(uint32_t block, void *page)
{
	const uint8_t *state = &inode_state[first_ino_of(block) - 1];

	memcpy(page, block_va(block), PGSIZE);
	for (uint32_t i = 0; i < ninodes_of(block); i++)
		if ((state[i] & I_NEW) && !inode_is_dir(inode_in(page, i)))
			make_empty(inode_in(page, i));
}

void
itable_settle(uint32_t block)
{
	uint32_t ino = first_ino_of(block);

	for (uint32_t i = 0; i < ninodes_of(block); i++)
		if (inode_state[ino + i - 1] & I_GONE)
			ino_free(ino + i, inode_is_dir(inode_in(block_va(block), i)));
}

void
itable_done(uint32_t block)
{
	memset(&inode_state[first_ino_of(block) - 1], 0, ninodes_of(block));
}

static bool
is_dot(const struct Dirent *de)
{
	return de->de_namelen == 1 && de->de_name[0] == '.';
}

bool
dir_is_appended(uint32_t block)
{
	return block_has(block, B_NEW) && !is_dot(block_va(block));
}

void
dir_before(uint32_t block, void *page)
{
	struct Dirent *de = page;

	memset(page, 0, PGSIZE);
	de->de_reclen = PGSIZE;
}

/* Does this entry name a new directory? What ".." names is never new (names.c, create()). */
static bool
names_new_dir(const struct Dirent *de)
{
	return de->de_ino != 0 && de->de_type == DT_DIR && !is_dot(de) &&
	       (inode_state[de->de_ino - 1] & I_NEW);
}

bool
dir_has_new_dir(uint32_t block)
{
	struct Dirent *de = block_va(block), *end = entry_at(de, PGSIZE);

	while (de < end && !names_new_dir(de))
		de = next_entry(de);
	return de < end;
}

void
dir_between(uint32_t block, void *page)
{
	struct Dirent *end = entry_at(page, PGSIZE);

	memcpy(page, block_va(block), PGSIZE);
	for (struct Dirent *de = page; de < end; de = next_entry(de))
		if (names_new_dir(de))
			de->de_type = DT_UNKNOWN;
}
