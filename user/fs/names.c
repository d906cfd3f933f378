/* SPDX-License-Identifier: MIT */
/*
 * names.c - names of files, and what changes them.
 *
 * The order in which directory blocks reach the disk, B_FIRST, B_EARLY, B_LATE (block.h), is
 * decided here: a file that is moved has both of its names for a while, and never none.
 */
#include <user/fs/cache.h>
#include <user/fs/names.h>
#include <user/fs/open.h>

/*
 * Files that were replaced by rename() keep a name in /lost+found until their successor is on the
 * disk under theirs: a stop in between leaves one of the two, and not an empty file.
 */
#define NREPLACED 16
static uint32_t replaced[NREPLACED];
static uint32_t nreplaced;
static bool replacing; /* the last of them waits for a rename that is still to be done */

/* Did the disk know of this inode at the last write-back? */
static bool
on_disk(uint32_t ino)
{
	return !(inode_state[ino - 1] & I_NEW);
}

/* Finds what a path names: where the name stands, and the inode. */
static int
find(const char *path, struct Place *place, uint32_t *ino, struct Ext2Inode **ip)
{
	struct Name name;
	uint32_t dir;
	int r;

	if ((r = path_parent(path, &dir, &name)) < 0 || (r = dir_find(dir, &name, place)) < 0)
		return r;
	*ino = place->p_entry->de_ino;
	return inode_get(*ino, ip);
}

/* An inode that has got no name after all. */
static void
discard(uint32_t ino)
{
	struct Ext2Inode *ip;

	if (inode_at(ino, &ip) < 0)
		return;
	ip->i_links_count = 0;
	inode_delete(ino);
}

/* What makes a new inode a directory in another one. */
static int
begin_dir(uint32_t ino, uint32_t above)
{
	int r = dir_begin(ino, above);

	if (r < 0 || (r = inode_name(ino)) < 0)
		return r;
	return inode_name(above);
}

/* Makes a file or directory of this name, which does not exist. */
static int
create(uint32_t dir, const struct Name *name, bool is_dir, uint32_t *ino)
{
	struct Place place;
	int r;

	/* A directory appears on the disk before one that is in it. */
	if (is_dir && !on_disk(dir))
		return -E_NOT_YET;
	if ((r = dir_room(dir, name, &place)) < 0 ||
	    (r = inode_new(dir, is_dir ? EXT2_DIR_MODE : EXT2_FILE_MODE, ino)) < 0)
		return r;
	if ((is_dir && (r = begin_dir(*ino, dir)) < 0) || (r = inode_name(*ino)) < 0) {
		discard(*ino);
		return r;
	}
	dir_add(&place, name, *ino, is_dir ? DT_DIR : DT_REG);
	return 0;
}

/* Is this a file or directory that may be opened so? */
static int
may_open(uint32_t ino, int mode)
{
	struct Ext2Inode *ip;
	int r = inode_get(ino, &ip);

	if (r < 0)
		return r;
	if ((mode & O_CREAT) && (mode & (O_EXCL | O_MKDIR)))
		return -E_FILE_EXISTS;
	if (inode_is_dir(ip))
		return (mode & O_ACCMODE) == O_RDONLY ? 0 : -E_IS_DIR;
	return inode_is_file(ip) ? 0 : -E_NOT_SUPP;
}

int
names_open(const char *path, int mode, uint32_t *ino, struct Name *last)
{
	struct Place place;
	uint32_t dir;
	int r;

	if ((r = path_parent(path, &dir, last)) < 0)
		return r;
	r = dir_find(dir, last, &place);
	if (r == -E_NOT_FOUND && (mode & O_CREAT))
		return create(dir, last, mode & O_MKDIR, ino);
	if (r < 0)
		return r;
	*ino = place.p_entry->de_ino;
	return may_open(*ino, mode);
}

int
names_mkdir(const char *path)
{
	struct Name last;
	uint32_t ino;

	return names_open(path, O_CREAT | O_EXCL | O_MKDIR, &ino, &last);
}

/* Will inode_unname() do what it is asked? 0, or -E_NOT_YET. */
static int
may_unname(uint32_t ino)
{
	return (inode_state[ino - 1] & I_TAKEN) < I_TAKEN ? 0 : -E_NOT_YET;
}

/* May a name be taken from this file, which keeps another one, now? 0, or -E_NOT_YET. */
static int
may_take(const struct Place *place, uint32_t ino)
{
	if (on_disk(ino) && block_has(place->p_block, B_EARLY | B_FIRST))
		return -E_NOT_YET;
	return may_unname(ino);
}

/* Takes a name away from its file. */
static int
take_name(const struct Place *place, uint32_t ino)
{
	struct Ext2Inode *ip;
	int r;

	if ((r = inode_unname(ino)) < 0 || (r = inode_at(ino, &ip)) < 0)
		return r;
	dir_remove(place);
	if (ip->i_links_count > 0 && on_disk(ino))
		block_set(place->p_block, B_LATE);
	if (ip->i_links_count == 0 && !open_is(ino))
		inode_delete(ino);
	return 0;
}

int
names_remove(const char *path)
{
	struct Ext2Inode *ip;
	struct Place place;
	uint32_t ino;
	int r;

	if ((r = find(path, &place, &ino, &ip)) < 0)
		return r;
	if (inode_is_dir(ip))
		return -E_IS_DIR;
	if (!inode_is_file(ip))
		return -E_NOT_SUPP;
	if (ip->i_links_count > 1 && (r = may_take(&place, ino)) < 0)
		return r;
	return take_name(&place, ino);
}

/* One directory fewer says ".." of this one. */
static int
leave(uint32_t dir)
{
	struct Ext2Inode *ip;
	int r = inode_at(dir, &ip);

	/* Two names, its own and ".", it has in any case. */
	return r < 0 || ip->i_links_count <= 2 ? r : inode_unname(dir);
}

int
names_rmdir(const char *path)
{
	struct Ext2Inode *ip;
	struct Place place;
	struct Name name;
	uint32_t dir, ino;
	int r, dirty;

	if ((r = path_parent(path, &dir, &name)) < 0 || (r = find(path, &place, &ino, &ip)) < 0)
		return r;
	if (!inode_is_dir(ip))
		return -E_NOT_DIR;
	if (name_is_dots(&name) || ino == EXT2_ROOT_INO)
		return -E_INVAL;
	if ((r = dir_is_empty(ino)) <= 0)
		return r < 0 ? r : -E_NOT_EMPTY;
	if ((dirty = dir_is_dirty(ino)) < 0)
		return dirty;
	if ((r = find(path, &place, &ino, &ip)) < 0)
		return r;
	/*
	 * On the disk it becomes an empty file before its name goes: by then there must be nothing
	 * in it there, too, and the name must not say that it is a directory. A write-back may have
	 * failed since it says no more.
	 */
	if (on_disk(ino) && (dir_untype(&place) || dirty || block_has(place.p_block, B_DIRTY)))
		return -E_NOT_YET;
	if ((r = may_unname(ino)) < 0 || (r = leave(dir)) < 0)
		return r;
	/* With its name, it loses the one that it has for itself. */
	ip->i_links_count = 1;
	inode_unname(ino);
	dir_remove(&place);
	if (!open_is(ino))
		inode_delete(ino);
	return 0;
}

/*
 * Adds a name to a file. A block that gets an additional name of a file must not be written after
 * one that loses a name of a file that stays.
 */
static int
add_name(uint32_t dir, const struct Name *name, uint32_t ino)
{
	struct Place place;
	int r;

	/* A directory that is to appear on the disk has only files in it that do so with it. */
	if (on_disk(ino) && !on_disk(dir))
		return -E_NOT_YET;
	if ((r = dir_room(dir, name, &place)) < 0)
		return r;
	if (on_disk(ino) && block_has(place.p_block, B_LATE))
		return -E_NOT_YET;
	if ((r = inode_name(ino)) < 0)
		return r;
	dir_add(&place, name, ino, DT_REG);
	if (on_disk(ino))
		block_set(place.p_block, B_EARLY);
	return 0;
}

int
names_link(const char *path, const char *new_path)
{
	struct Place place;
	struct Ext2Inode *ip;
	struct Name name;
	uint32_t dir, ino;
	int r;

	if ((r = find(path, &place, &ino, &ip)) < 0)
		return r;
	if (!inode_is_file(ip))
		return inode_is_dir(ip) ? -E_IS_DIR : -E_NOT_SUPP;
	if ((r = path_parent(new_path, &dir, &name)) < 0)
		return r;
	if ((r = dir_find(dir, &name, &place)) != -E_NOT_FOUND)
		return r < 0 ? r : -E_FILE_EXISTS;
	return add_name(dir, &name, ino);
}

/*
 * Moving.
 */

/* A file or directory that is given another name: from where, and where to. */
struct Move {
	uint32_t ino;
	bool is_dir;
	struct Place from;
	struct Name from_name;
	uint32_t dir; /* the new one */
	struct Name name;
};

/*
 * In its directory, the new name can often stand in the block of the old one: then one write
 * changes both. Returns 1 if it does, 0 if it cannot, or an error.
 */
static int
move_within_block(const struct Move *m)
{
	struct Place from, place;
	int r;

	if (m->from.p_dir != m->dir)
		return 0;
	/* So many blocks may have been looked through for the new name that m->from is gone. */
	if ((r = dir_find(m->dir, &m->from_name, &from)) < 0)
		return r;
	if (!dir_room_beside(&from, &m->name, &place))
		return 0;
	dir_add(&place, &m->name, m->ino, from.p_entry->de_type);
	/* What stands before the old entry may be the new one now. */
	if (dir_find_beside(&from, &m->from_name, &place))
		dir_remove(&place);
	return 1;
}

/* Is directory `dir` ino, or somewhere in it? 1 or 0. */
static int
is_inside(uint32_t dir, uint32_t ino)
{
	/* No path is longer, and a damaged file system may go round in a circle. */
	for (int depth = 0; depth < MAXPATHLEN; depth++) {
		struct Place place;
		int r;

		if (dir == ino)
			return 1;
		if (dir == EXT2_ROOT_INO)
			return 0;
		if ((r = dir_find(dir, &(struct Name){ "..", 2 }, &place)) < 0)
			return r;
		dir = place.p_entry->de_ino;
	}
	return -E_BAD_FS;
}

static int
move_file(const struct Move *m)
{
	struct Place place;
	int r;

	if ((r = may_take(&m->from, m->ino)) < 0 || (r = add_name(m->dir, &m->name, m->ino)) < 0)
		return r;
	if ((r = dir_find(m->from.p_dir, &m->from_name, &place)) < 0)
		return r;
	return take_name(&place, m->ino);
}

/* The name by which a replaced file is kept in /lost+found: that which e2fsck would give it. */
static struct Name
kept_name(uint32_t ino, char *text, int size)
{
	return (struct Name){ text, (uint32_t)snprintf(text, size, "#%u", ino) };
}

/* Gives a file that is to be replaced a name in /lost+found, if there is such a directory. */
static int
keep(uint32_t ino)
{
	char text[12];
	struct Name name = kept_name(ino, text, sizeof(text));
	struct Place place;
	uint32_t dir;
	int r;

	if (path_find("/lost+found", &dir, NULL) < 0 || dir_find(dir, &name, &place) == 0 ||
	    dir_room(dir, &name, &place) < 0)
		return 0;
	if ((r = inode_name(ino)) < 0)
		return r;
	dir_add(&place, &name, ino, DT_REG);
	block_set(place.p_block, B_FIRST);
	replaced[nreplaced++] = ino;
	replacing = true;
	return -E_NOT_YET;
}

/* May this inode, which is there already, be replaced? */
static int
may_replace(const struct Move *m, uint32_t old)
{
	struct Ext2Inode *ip;
	int r = inode_get(old, &ip);

	if (r < 0)
		return r;
	if (inode_is_dir(ip))
		return -E_IS_DIR;
	if (m->is_dir)
		return -E_NOT_DIR;
	if (!inode_is_file(ip))
		return -E_NOT_SUPP;
	if (!on_disk(old))
		return may_unname(old);
	if (cache_changed() || nreplaced == NREPLACED)
		return -E_NOT_YET;
	return ip->i_links_count == 1 ? keep(old) : may_unname(old);
}

/* The file takes the place of another one. */
static int
replace(const struct Move *m, uint32_t old)
{
	struct Ext2Inode *ip;
	struct Place there, place;
	bool ordered;
	int r;

	if ((r = may_replace(m, old)) < 0 || (r = may_take(&m->from, m->ino)) < 0 ||
	    (r = dir_find(m->dir, &m->name, &there)) < 0)
		return r;
	ordered = on_disk(m->ino) && there.p_block != m->from.p_block;
	if (ordered && block_has(there.p_block, B_LATE))
		return -E_NOT_YET;
	/* The first may find that there are too many names, and then nothing has changed. */
	if ((r = inode_name(m->ino)) < 0 || (r = inode_unname(old)) < 0)
		return r;
	dir_change(&there, m->ino);
	if (ordered)
		block_set(there.p_block, B_EARLY);
	if (inode_at(old, &ip) == 0 && ip->i_links_count == 0 && !open_is(old))
		inode_delete(old);
	if ((r = dir_find(m->from.p_dir, &m->from_name, &place)) < 0)
		return r;
	return take_name(&place, m->ino);
}

static int
move(const struct Move *m)
{
	struct Place there;
	int r = dir_find(m->dir, &m->name, &there);

	if (r == 0)
		return there.p_entry->de_ino == m->ino ? 0 : replace(m, there.p_entry->de_ino);
	if (r != -E_NOT_FOUND)
		return r;
	if (m->is_dir && (r = is_inside(m->dir, m->ino)) != 0)
		return r < 0 ? r : -E_INVAL;
	if ((r = move_within_block(m)) != 0)
		return MIN(r, 0);
	/*
	 * ext2 has no order of two writes in which a directory has one name, and the right "..", at
	 * each moment: after a stop in between, only a person could say where it belongs.
	 */
	return m->is_dir ? -E_NOT_AT_ONCE : move_file(m);
}

int
names_rename(const char *path, const char *new_path)
{
	struct Ext2Inode *ip;
	struct Move m;
	int r;

	if ((r = path_parent(path, &m.dir, &m.from_name)) < 0 ||
	    (r = find(path, &m.from, &m.ino, &ip)) < 0)
		return r;
	m.is_dir = inode_is_dir(ip);
	if (!m.is_dir && !inode_is_file(ip))
		return -E_NOT_SUPP;
	if ((r = path_parent(new_path, &m.dir, &m.name)) < 0)
		return r;
	if (name_is_dots(&m.from_name) || name_is_dots(&m.name))
		return -E_INVAL;
	r = move(&m);
	if (r != -E_NOT_YET)
		replacing = false;
	return r;
}

bool
names_settle(void)
{
	uint32_t n = nreplaced - replacing, dir;

	if (n == 0)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		char text[12];
		struct Name name = kept_name(replaced[i], text, sizeof(text));
		struct Place place;

		if (path_find("/lost+found", &dir, NULL) == 0 &&
		    dir_find(dir, &name, &place) == 0 && place.p_entry->de_ino == replaced[i])
			take_name(&place, replaced[i]);
	}
	replaced[0] = replaced[nreplaced - 1];
	nreplaced = replacing;
	return true;
}
