/* SPDX-License-Identifier: MIT */
/*
 * open.c - open files: a table, and for each inode the list of those that have it open.
 */
#include <user/fs/open.h>

#define NBUCKETS 64

static struct Open files[FS_NFILES];
static struct Open *buckets[NBUCKETS]; /* by o_next: those whose inode falls here */
static struct Open *unused;	       /* by o_next: those that were open once */
static uint32_t nused;		       /* those from here on never were, and have no page */
static struct Open *last;	       /* was opened last: as a rule it is closed first, too */
static uint32_t hand;		       /* the next to be looked at */
static uint32_t generation;

struct Fd *
open_fd(const struct Open *o)
{
	return (struct Fd *)(FDS + (uint32_t)(o - files) * PGSIZE);
}

static struct Open **
bucket_of(uint32_t ino)
{
	return &buckets[ino % NBUCKETS];
}

static bool
is_closed(const struct Open *o)
{
	return o->o_ino != 0 && space_refs((uintptr_t)open_fd(o)) == 1;
}

static void
forget(struct Open *o)
{
	struct Open **link = bucket_of(o->o_ino);

	while (*link != o)
		link = &(*link)->o_next;
	*link = o->o_next;
	o->o_ino = 0;
	o->o_next = unused;
	unused = o;
}

static bool
has_name(uint32_t ino)
{
	struct Ext2Inode *ip;

	return inode_at(ino, &ip) < 0 || ip->i_links_count > 0;
}

/* Takes note that it is closed, if it is. */
static void
look(struct Open *o)
{
	uint32_t ino = o->o_ino;

	if (!is_closed(o))
		return;
	forget(o);
	if (!has_name(ino) && !open_is(ino))
		inode_delete(ino);
}

void
open_sweep(void)
{
	for (uint32_t i = 0; i < nused; i++)
		look(&files[i]);
}

bool
open_is(uint32_t ino)
{
	for (struct Open *o = *bucket_of(ino), *next; o; o = next) {
		next = o->o_next;
		if (o->o_ino != ino)
			continue;
		if (!is_closed(o))
			return true;
		forget(o);
	}
	return false;
}

bool
open_nameless(void)
{
	for (uint32_t i = 0; i < nused; i++)
		if (files[i].o_ino != 0 && !has_name(files[i].o_ino))
			return true;
	return false;
}

struct Open *
open_find(uint32_t id)
{
	return id < nused && files[id].o_ino != 0 && !is_closed(&files[id]) ? &files[id] : NULL;
}

/* One more of the table can be used: it gets a page of its own. */
static int
add_unused(void)
{
	int r;

	if (nused == FS_NFILES)
		return -E_MAX_OPEN;
	if ((r = space_fill(FDS + nused * PGSIZE, PGSIZE)) < 0)
		return r;
	files[nused].o_next = unused;
	unused = &files[nused++];
	return 0;
}

int
open_room(void)
{
	if (last)
		look(last);
	if (nused > 0)
		look(&files[hand++ % nused]);
	if (!unused && nused == FS_NFILES)
		open_sweep();
	return unused ? 0 : add_unused();
}

int
open_inode(uint32_t ino, int mode, struct Open **store)
{
	struct Ext2Inode *ip;
	struct Open *o = unused;
	struct Fd *fd = open_fd(o);
	int r = inode_at(ino, &ip);

	if (r < 0)
		return r;
	unused = o->o_next;
	o->o_ino = ino;
	o->o_writeable = (mode & O_ACCMODE) != O_RDONLY;
	o->o_holes = false;
	o->o_next = *bucket_of(ino);
	*bucket_of(ino) = o;
	memset(fd, 0, sizeof(*fd));
	fd->fd_dev_id = FS_DEV_ID;
	fd->fd_omode = mode;
	fd->fd_stat.st_isdir = inode_is_dir(ip);
	fd->fd_file.id = (uint32_t)(o - files);
	fd->fd_file.size = ip->i_size;
	fd->fd_file.generation = generation;
	*store = last = o;
	return 0;
}

void
open_tell(uint32_t ino, uint32_t size, bool windows_wrong)
{
	generation += windows_wrong;
	for (struct Open *o = *bucket_of(ino); o; o = o->o_next) {
		if (o->o_ino != ino)
			continue;
		open_fd(o)->fd_file.size = size;
		if (windows_wrong)
			open_fd(o)->fd_file.generation = generation;
	}
}

bool
open_saw_holes(uint32_t ino)
{
	bool any = false;

	for (struct Open *o = *bucket_of(ino); o; o = o->o_next) {
		any |= o->o_ino == ino && o->o_holes;
		o->o_holes &= o->o_ino != ino;
	}
	return any;
}
