/* SPDX-License-Identifier: MIT */
/*
 * file.c - descriptors of files: reading and writing through windows.
 *
 * A descriptor's window shows some pages of its file, those that were wanted last: they are the
 * pages of the file server's cache themselves, mapped here. What lies in the window is read and
 * written without anybody's help. For anything else the server is asked to map other pages
 * (inc/fs.h). Each environment has its own windows, also on a file that it shares with others;
 * those of a child of fork() show at first what its parent's did.
 */
#include <lib/fsclient.h>
#include <lib/lock.h>

/* What a descriptor's window shows. */
struct Window {
	uint32_t w_first;      /* page of the file, */
	uint32_t w_npages;     /* and so many */
	uint32_t w_generation; /* of the file, when they were asked for */
	bool w_writeable;
	bool w_used; /* something is mapped there, perhaps of earlier times */
};

static struct Window windows[NFD];

static struct Window *
window_of(const struct Fd *fd)
{
	return &windows[fd2num(fd)];
}

static char *
window_va(const struct Fd *fd)
{
	return (char *)FDWINDOWS + (uint32_t)fd2num(fd) * FDWINDOW_SIZE;
}

/* Where the window shows what the file has at offset. */
static char *
window_at(const struct Fd *fd, uint32_t offset)
{
	return window_va(fd) + (offset - window_of(fd)->w_first * PGSIZE);
}

/*
 * Exercise 5.9 (8 points): files through windows.
 *
 * window_room: how many bytes from offset on can be read, or written if writes is true, right now:
 * those that the window shows and that the file has (fd_file.size, which others may change at any
 * moment). 0 also if blocks were taken from the file since the window was asked for: then
 * fd_file.generation is no longer w_generation. A window that was mapped for reading cannot be
 * written; one that was mapped for writing can be read.
 */
static size_t
window_room(const struct Fd *fd, uint32_t offset, bool writes)
{
	/* EXERCISE 5.9 window_room */
	const struct Window *w = window_of(fd);
	uint32_t size = fd->fd_file.size, start = w->w_first * PGSIZE;
	uint32_t end = MIN(start + w->w_npages * PGSIZE, size);

	if (w->w_generation != fd->fd_file.generation || (writes && !w->w_writeable))
		return 0;
	return offset >= start && offset < end ? end - offset : 0;
	/* END EXERCISE 5.9 */
}

/*
 * Exercise 5.9, continued: the window moves to the page where the file has offset.
 *
 * window_move: ask for FS_WINDOW_PAGES pages from there on with fs_file_request(), FSOP_MAP_WRITE
 * if writes is true, else FSOP_MAP_READ; they come at window_va(). Set all fields of the window;
 * w_used stays true till the file is closed.
 * The generation to remember is the one from before the question: it may change while the answer
 * is on its way. Returns 0 or an error, after which the window is empty; -E_IO if no page came.
 */
static int
window_move(const struct Fd *fd, uint32_t offset, bool writes)
{
	/* EXERCISE 5.9 window_move */
	struct Window *w = window_of(fd);
	uint32_t came;
	int r;

	w->w_npages = 0;
	w->w_first = offset / PGSIZE;
	w->w_generation = fd->fd_file.generation;
	w->w_writeable = writes;
	w->w_used = true;
	r = fs_file_request(fd, writes ? FSOP_MAP_WRITE : FSOP_MAP_READ, w->w_first, window_va(fd),
			    FS_WINDOW_PAGES, &came);
	if (r < 0)
		return r;
	w->w_npages = came;
	return came > 0 ? 0 : -E_IO;
	/* END EXERCISE 5.9 */
}

/*
 * Exercise 5.9, continued: reading and writing at fd_offset, which moves along.
 *
 * read_locked: copy what the window shows, and move it if it shows nothing of what comes next, till
 * n bytes are read or the file ends. write_locked: the same to the file. Whoever writes says first
 * in fd_file.wanted where the last of these bytes will end, and the server makes the file so long,
 * as far as it maps pages. Both return the number of bytes; the error, if there was one before the
 * first byte. Where the server answers a reader with -E_EOF, the file has been cut and ends there:
 * that is no error.
 */
static ssize_t
read_locked(struct Fd *fd, char *buf, size_t n)
{
	/* EXERCISE 5.9 read_locked */
	size_t done = 0;

	while (done < n && (uint32_t)fd->fd_offset < fd->fd_file.size) {
		uint32_t offset = (uint32_t)fd->fd_offset;
		size_t part = MIN(window_room(fd, offset, false), n - done);
		int r;

		if (part == 0 && (r = window_move(fd, offset, false)) < 0)
			return done > 0 ? (ssize_t)done : r == -E_EOF ? 0 : r;
		memcpy(buf + done, window_at(fd, offset), part);
		fd->fd_offset += (off_t)part;
		done += part;
	}
	return (ssize_t)done;
	/* END EXERCISE 5.9 */
}

static ssize_t
write_locked(struct Fd *fd, const char *buf, size_t n)
{
	/* EXERCISE 5.9 write_locked */
	uint32_t end = (uint32_t)fd->fd_offset + n;
	size_t done = 0;

	while (done < n) {
		uint32_t offset = (uint32_t)fd->fd_offset;
		size_t part = MIN(window_room(fd, offset, true), n - done);
		int r;

		if (part == 0) {
			fd->fd_file.wanted = end;
			if ((r = window_move(fd, offset, true)) < 0)
				return done > 0 ? (ssize_t)done : r;
		}
		memcpy(window_at(fd, offset), buf + done, part);
		fd->fd_offset += (off_t)part;
		done += part;
	}
	return (ssize_t)done;
	/* END EXERCISE 5.9 */
}

static ssize_t
file_read(struct Fd *fd, void *buf, size_t n)
{
	ssize_t r;

	if (fd->fd_stat.st_isdir)
		return -E_IS_DIR;
	lock_take(&fd->fd_lock);
	r = read_locked(fd, buf, MIN(n, (size_t)INT32_MAX));
	lock_give(&fd->fd_lock);
	return r;
}

/* What is asked of the server about the open file as a whole. */
static int
file_request(const struct Fd *fd, unsigned op)
{
	return fs_file_request(fd, op, 0, NULL, 0, NULL);
}

/*
 * Writes at the end, wherever that is by now. The lock is of this open file, and others may have
 * opened it once more: so the server says which place is whose.
 */
static ssize_t
append_locked(struct Fd *fd, const char *buf, size_t n)
{
	size_t done = 0;

	while (done < n) {
		ssize_t given, r;

		fd->fd_file.wanted = n - done;
		r = given = file_request(fd, FSOP_APPEND);
		if (given > 0) {
			fd->fd_offset = (off_t)fd->fd_file.wanted;
			r = write_locked(fd, buf + done, (size_t)given);
		}
		if (r < 0)
			return done > 0 ? (ssize_t)done : r;
		done += (size_t)r;
		if (r < given)
			break;
	}
	return (ssize_t)done;
}

static ssize_t
file_write(struct Fd *fd, const void *buf, size_t n)
{
	ssize_t r;

	lock_take(&fd->fd_lock);
	if (fd->fd_omode & O_APPEND)
		r = append_locked(fd, buf, MIN(n, (size_t)INT32_MAX));
	else
		r = n > (size_t)(INT32_MAX - fd->fd_offset) ? -E_INVAL : write_locked(fd, buf, n);
	lock_give(&fd->fd_lock);
	return r;
}

static void
file_close(struct Fd *fd)
{
	struct Window *w = window_of(fd);
	const struct PageOp unmap = { PAGEOP_UNMAP, FS_WINDOW_PAGES, 0, NULL, 0, window_va(fd), 0 };

	if (w->w_used)
		sys_page_batch(&unmap, 1);
	w->w_used = false;
	w->w_npages = 0;
}

static int
file_stat(struct Fd *fd, struct Stat *stat)
{
	int r;

	lock_take(&fd->fd_lock);
	if ((r = file_request(fd, FSOP_FSTAT)) == 0)
		*stat = fd->fd_stat;
	lock_give(&fd->fd_lock);
	return r;
}

static int
file_trunc(struct Fd *fd, off_t size)
{
	int r;

	lock_take(&fd->fd_lock);
	fd->fd_file.wanted = (uint32_t)size;
	r = file_request(fd, FSOP_SET_SIZE);
	lock_give(&fd->fd_lock);
	return r;
}

const struct Dev devfile = {
	.dev_id = FS_DEV_ID,
	.dev_name = "file",
	.dev_read = file_read,
	.dev_write = file_write,
	.dev_close = file_close,
	.dev_stat = file_stat,
	.dev_trunc = file_trunc,
};

/* Does an entry of a directory begin so, with this many bytes left of its page? */
static bool
head_ok(const struct Dirent *head, uint32_t left)
{
	return head->de_reclen <= left && head->de_reclen % 4 == 0 &&
	       head->de_reclen >= sizeof(*head) + head->de_namelen;
}

/* What an entry says, with this head. */
static void
copy_entry(const struct Dirent *entry, const struct Dirent *head, struct Stat *stat)
{
	memset(stat, 0, sizeof(*stat));
	memcpy(stat->st_name, entry->de_name, head->de_namelen);
	stat->st_ino = head->de_ino;
	stat->st_isdir = head->de_type == DT_DIR;
	stat->st_dev = FS_DEV_ID;
}

/*
 * Reads the first entry that begins at *offset of a directory or behind it, in the same page, and
 * moves *offset behind it. Entries are put together when names go: so where one begins is found
 * from the start of the page. Returns 1, or 0 if there is none, or a free one; -E_BAD_FS for
 * nonsense.
 */
static int
read_entry(const struct Fd *fd, uint32_t *offset, struct Stat *stat)
{
	uint32_t begin, next = ROUNDDOWN(*offset, PGSIZE), end = next + PGSIZE;
	const struct Dirent *entry;
	struct Dirent head;

	do {
		begin = next;
		if (begin == end) {
			*offset = end;
			return 0;
		}
		entry = (const struct Dirent *)window_at(fd, begin);
		/* Once, so that what is looked at is what is used. */
		memcpy(&head, entry, sizeof(head));
		barrier();
		if (end - begin < sizeof(head) || !head_ok(&head, end - begin))
			return -E_BAD_FS;
		next = begin + head.de_reclen;
	} while (begin < *offset);
	copy_entry(entry, &head, stat);
	*offset = next;
	return head.de_ino != 0;
}

/* So often in a row a page may change while it is read. */
#define READ_TRIES 100

/*
 * The same, while the file server may change the page at any moment: in between it is in order, so
 * what is read twice is true.
 */
static int
read_entry_twice(const struct Fd *fd, uint32_t *offset, struct Stat *stat)
{
	for (int tries = 0; tries < READ_TRIES; tries++) {
		uint32_t first = *offset, second = *offset;
		struct Stat again;
		int r = read_entry(fd, &first, stat);

		barrier();
		if (r < 0 || read_entry(fd, &second, &again) != r || first != second ||
		    (r > 0 && memcmp(stat, &again, sizeof(again)) != 0))
			continue;
		*offset = first;
		return r;
	}
	return -E_BAD_FS;
}

static int
readdir_locked(struct Fd *fd, struct Stat *stat)
{
	int r = 0;

	while (r == 0 && (uint32_t)fd->fd_offset < fd->fd_file.size) {
		uint32_t offset = (uint32_t)fd->fd_offset;

		if (window_room(fd, offset, false) == 0) {
			r = window_move(fd, offset, false);
			continue;
		}
		r = read_entry_twice(fd, &offset, stat);
		fd->fd_offset = (off_t)offset;
	}
	return r;
}

int
readdir(int num, struct Stat *stat)
{
	struct Fd *fd = fd_find(num);
	int r;

	if (!fd || fd->fd_dev_id != FS_DEV_ID)
		return -E_INVAL;
	if (!fd->fd_stat.st_isdir)
		return -E_NOT_DIR;
	lock_take(&fd->fd_lock);
	r = readdir_locked(fd, stat);
	lock_give(&fd->fd_lock);
	return r;
}
