/* SPDX-License-Identifier: MIT */
/*
 * file.c - open files: their pages, and their size.
 *
 * What a page holds behind the end of its file is no matter of anybody: clients may write there.
 * When the file grows over it, it is cleared.
 */
#include <user/fs/cache.h>
#include <user/fs/file.h>

#define RO (PTE_P | PTE_U)

int
file_init(void)
{
	int r = sys_page_alloc(0, (void *)HOLES, RO);

	for (uint32_t i = 1; i < FS_WINDOW_PAGES && r == 0; i++)
		r = sys_page_map(0, (void *)HOLES, 0, (void *)(HOLES + i * PGSIZE), RO);
	return r;
}

/*
 * Makes sure that up to n blocks are there, at least one, and may be handed out. Returns how many:
 * if not all of them can be read, the first may be.
 */
static int
need_run(uint32_t block, uint32_t n, enum Role role)
{
	int r = cache_get_run(block, n, role);

	if (r < 0 && n > 1) {
		n = 1;
		r = cache_get_run(block, n, role);
	}
	if (r < 0)
		return r;
	return cache_spare() ? (int)n : -E_NO_MEM;
}

int
file_read(struct Open *o, uint32_t page, void **store)
{
	uint32_t npages, block;
	struct Ext2Inode *ip;
	bool is_dir;
	int n, r;

	if ((r = inode_at(o->o_ino, &ip)) < 0)
		return r;
	is_dir = inode_is_dir(ip);
	npages = FILE_BLOCKS(ip->i_size);
	if (page >= npages)
		return -E_EOF;
	n = inode_run(ip, page, MIN(npages - page, (uint32_t)FS_WINDOW_PAGES), &block);
	if (n < 0)
		return n;
	if (block == 0) {
		o->o_holes = true;
		*store = (void *)HOLES;
		return n;
	}
	*store = block_va(block);
	return need_run(block, (uint32_t)n, is_dir ? ROLE_DIR : ROLE_DATA);
}

/*
 * The file is going to grow from size to wanted: clears what is in between in the page where it
 * ends now.
 */
static int
clear_behind_end(struct Ext2Inode *ip, uint32_t wanted)
{
	uint32_t size = ip->i_size, end = ROUNDUP(size, PGSIZE), block;
	uint8_t *page;
	int r;

	if (wanted <= size || PGOFF(size) == 0)
		return 0;
	if ((r = inode_run(ip, size / PGSIZE, 1, &block)) < 0)
		return r;
	if (block == 0)
		return 0;
	if ((r = cache_get(block, ROLE_DATA, (void **)&page)) < 0)
		return r;
	memset(page + PGOFF(size), 0, MIN(end, wanted) - size);
	cache_dirty(block);
	return 0;
}

/* The file has this size from now on. */
static int
change_size(uint32_t ino, uint32_t size, bool windows_wrong)
{
	struct Ext2Inode *ip;
	int r = inode_at(ino, &ip);

	if (r < 0)
		return r;
	ip->i_size = size;
	ip->i_mtime = ip->i_ctime = fs.now;
	inode_dirty(ip);
	open_tell(ino, size, windows_wrong);
	return 0;
}

static int
set_size(uint32_t ino, struct Ext2Inode *ip, uint32_t wanted)
{
	bool cut = wanted < ip->i_size;
	int r;

	if (wanted > FILE_SIZE_MAX)
		return -E_INVAL;
	if (cut)
		r = inode_cut(ino, FILE_BLOCKS(wanted), ROLE_DATA);
	else
		r = clear_behind_end(ip, wanted);
	return r < 0 ? r : change_size(ino, wanted, cut);
}

/* Finds the inode of an open file that may be written. */
static int
writeable(const struct Open *o, struct Ext2Inode **ip)
{
	int r = inode_at(o->o_ino, ip);

	if (r < 0)
		return r;
	if (inode_is_dir(*ip))
		return -E_IS_DIR;
	return o->o_writeable ? 0 : -E_INVAL;
}

int
file_set_size(struct Open *o, uint32_t wanted)
{
	struct Ext2Inode *ip;
	int r = writeable(o, &ip);

	return r < 0 ? r : set_size(o->o_ino, ip, wanted);
}

int
file_grow(struct Open *o, uint32_t wanted)
{
	struct Ext2Inode *ip;
	int r = writeable(o, &ip);

	return r < 0 || wanted <= ip->i_size ? r : set_size(o->o_ino, ip, wanted);
}

int
file_empty(uint32_t ino)
{
	struct Ext2Inode *ip;
	int r = inode_at(ino, &ip);

	return r < 0 || ip->i_size == 0 ? r : set_size(ino, ip, 0);
}

/* Pages of a file that are going to be written. */
struct Span {
	uint32_t page;	   /* from this one, */
	uint32_t end;	   /* and before this one; */
	uint32_t fill_end; /* holes before this one are filled, at least the first page */
	uint32_t block;	   /* where they lie, side by side */
	uint32_t made_end; /* the last hole that was filled came before this one; 0: none was */
};

/* Finds, or makes, blocks of the file from this page on. Returns how many. */
static int
find_or_make(uint32_t ino, struct Span *span, uint32_t page, uint32_t *block)
{
	struct Ext2Inode *ip;
	int r;

	if ((r = inode_at(ino, &ip)) < 0 ||
	    (r = inode_run(ip, page, span->end - page, block)) < 0 || *block != 0)
		return r;
	if (page > span->page && page >= span->fill_end)
		return 0;
	span->made_end = page + 1;
	r = inode_fill(ino, page, ROLE_DATA, block);
	return r < 0 ? r : 1;
}

/* Collects the blocks of a span as far as they lie side by side. Returns how many. */
static int
collect(uint32_t ino, struct Span *span)
{
	uint32_t n = 0, block;

	while (span->page + n < span->end) {
		int r = find_or_make(ino, span, span->page + n, &block);

		if (r <= 0)
			return n > 0 ? (int)n : r;
		if (n == 0)
			span->block = block;
		else if (block != span->block + n)
			break;
		n += (uint32_t)r;
	}
	return (int)n;
}

/* These blocks are handed out: from now on they may be written at any moment. */
static void
lend(uint32_t block, uint32_t n)
{
	for (; n > 0; n--, block++) {
		block_set(block, B_LENT);
		cache_dirty(block);
	}
}

int
file_write(struct Open *o, uint32_t page, uint32_t wanted, void **store)
{
	struct Span span = { .page = page, .fill_end = FILE_BLOCKS(wanted) };
	uint32_t size, mapped_end, ino = o->o_ino;
	struct Ext2Inode *ip;
	int n, r;

	if ((r = writeable(o, &ip)) < 0)
		return r;
	size = ip->i_size;
	if (wanted > FILE_SIZE_MAX || page > FILE_SIZE_MAX / PGSIZE)
		return -E_INVAL;
	span.end = MAX(span.fill_end, FILE_BLOCKS(size));
	span.end = MIN(span.end, page + FS_WINDOW_PAGES);
	if (page >= span.end)
		return -E_EOF;
	if ((r = clear_behind_end(ip, wanted)) < 0)
		return r;
	n = collect(ino, &span);
	if (n < 0 || (n = need_run(span.block, (uint32_t)n, ROLE_DATA)) < 0) {
		inode_cut(ino, FILE_BLOCKS(size), ROLE_DATA);
		/* Holes that were filled before the error stay so. */
		open_tell(ino, size, span.made_end && open_saw_holes(ino));
		return n;
	}
	lend(span.block, (uint32_t)n);
	*store = block_va(span.block);
	mapped_end = (page + (uint32_t)n) * PGSIZE;
	size = MAX(size, MIN(wanted, mapped_end));
	if ((r = change_size(ino, size, span.made_end && open_saw_holes(ino))) < 0)
		return r;
	/* What was made, but is not handed out, may lie behind the end. */
	if (span.made_end > FILE_BLOCKS(size))
		inode_cut(ino, FILE_BLOCKS(size), ROLE_DATA);
	return n;
}

int
file_append(struct Open *o, uint32_t wanted, uint32_t *start)
{
	struct Span span = { .made_end = 0 };
	uint32_t size, end, page, block;
	struct Ext2Inode *ip;
	int r;

	if ((r = writeable(o, &ip)) < 0)
		return r;
	size = ip->i_size;
	if (wanted == 0 || size >= FILE_SIZE_MAX)
		return -E_INVAL;
	wanted = MIN(wanted, (uint32_t)FS_APPEND_MAX);
	end = size + MIN(wanted, FILE_SIZE_MAX - size);
	span.page = page = size / PGSIZE;
	span.end = span.fill_end = FILE_BLOCKS(end);
	if ((r = clear_behind_end(ip, end)) < 0)
		return r;
	while (page < span.end && (r = find_or_make(o->o_ino, &span, page, &block)) > 0)
		page += (uint32_t)r;
	if (page == span.page)
		return r;
	end = MIN(end, page * PGSIZE);
	if ((r = change_size(o->o_ino, end, span.made_end && open_saw_holes(o->o_ino))) < 0)
		return r;
	*start = size;
	return (int)(end - size);
}

int
file_stat(uint32_t ino, struct Stat *stat)
{
	struct Ext2Inode *ip;
	int r = inode_at(ino, &ip);

	if (r < 0)
		return r;
	stat->st_size = (off_t)MIN(ip->i_size, FILE_SIZE_MAX);
	stat->st_isdir = inode_is_dir(ip);
	stat->st_ino = ino;
	stat->st_nlink = ip->i_links_count;
	stat->st_blocks = ip->i_blocks;
	stat->st_mtime = ip->i_mtime;
	stat->st_dev = FS_DEV_ID;
	return 0;
}
