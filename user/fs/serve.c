/* SPDX-License-Identifier: MIT */
/*
 * serve.c - the file server: takes requests (inc/fs.h), one after the other. What comes with them
 * belongs to others, who may change it at any moment: it is copied before it is looked at.
 */
#include <user/fs/cache.h>
#include <user/fs/disk.h>
#include <user/fs/file.h>
#include <user/fs/flush.h>
#include <user/fs/names.h>

#define NOWHERE ((void *)UTOP) /* no page */

/* A rename() may need a write-back before it, and another one in the middle (names.c). */
#define TRIES 3

/* What is asked by who waits for the answer. */
struct Request {
	uint32_t r_word;
	bool r_has_page; /* at REQUEST, */
	bool r_writeable;
	uint32_t r_kind; /* and this stood in it */
	int r_mode;
	char r_path[MAXPATHLEN];
	char r_path2[MAXPATHLEN];
};

/* And what is answered, besides a word: a page, or a window of so many. */
struct Answer {
	void *a_page; /* NOWHERE: none */
	uint32_t a_window;
	int a_perm;
};

static struct Request request; /* too large for the stack */

static volatile struct FsRequest *const sent = (volatile struct FsRequest *)REQUEST;

/* It may change meanwhile, but in the copy it has an end. */
static bool
copy_path(char *to, const char *from)
{
	size_t n = strnlen(from, MAXPATHLEN);

	if (n == MAXPATHLEN)
		return false;
	memcpy(to, from, n);
	to[n] = '\0';
	return true;
}

/* Everything goes to the disk. */
static int
write_back(void)
{
	int r = flush();

	return r == 0 && names_settle() ? flush() : r;
}

static int
open_path(struct Answer *answer)
{
	struct Open *o;
	struct Name last;
	uint32_t ino;
	int r;

	if ((r = open_room()) < 0 ||
	    (r = names_open(request.r_path, request.r_mode, &ino, &last)) < 0)
		return r;
	if ((request.r_mode & O_TRUNC) && (request.r_mode & O_ACCMODE) != O_RDONLY &&
	    (r = file_empty(ino)) < 0)
		return r;
	if ((r = open_inode(ino, request.r_mode, &o)) < 0)
		return r;
	memcpy(open_fd(o)->fd_stat.st_name, last.n_text, last.n_len);
	*answer = (struct Answer){ open_fd(o), 0, PTE_P | PTE_U | PTE_W | PTE_SHARE };
	return 0;
}

static int
stat_path(void)
{
	struct Stat stat = { .st_size = 0 };
	struct Ext2Inode *ip;
	struct Name last;
	uint32_t ino;
	int r;

	if (!request.r_writeable)
		return -E_INVAL;
	if ((r = path_find(request.r_path, &ino, &last)) < 0 || (r = inode_get(ino, &ip)) < 0 ||
	    (r = file_stat(ino, &stat)) < 0)
		return r;
	memcpy(stat.st_name, last.n_text, last.n_len);
	memcpy((void *)&sent->fr_stat, &stat, sizeof(stat));
	return 0;
}

static int
do_path(struct Answer *answer)
{
	switch (request.r_kind) {
	case FSREQ_OPEN:
		return open_path(answer);
	case FSREQ_STAT:
		return stat_path();
	case FSREQ_REMOVE:
		return names_remove(request.r_path);
	case FSREQ_MKDIR:
		return names_mkdir(request.r_path);
	case FSREQ_RMDIR:
		return names_rmdir(request.r_path);
	case FSREQ_RENAME:
		return names_rename(request.r_path, request.r_path2);
	case FSREQ_LINK:
		return names_link(request.r_path, request.r_path2);
	case FSREQ_SYNC:
		return write_back();
	}
	return -E_INVAL;
}

static int
do_file(struct Answer *answer)
{
	struct Open *o = open_find(FSREQ_FILE(request.r_word));
	uint32_t page = FSREQ_PAGE(request.r_word), wanted;
	int r;

	if (!o)
		return -E_INVAL;
	wanted = *(volatile uint32_t *)&open_fd(o)->fd_file.wanted;
	switch (FSREQ_OP(request.r_word)) {
	case FSOP_MAP_READ:
	case FSOP_MAP_WRITE:
		if (FSREQ_OP(request.r_word) == FSOP_MAP_READ)
			r = file_read(o, page, &answer->a_page);
		else
			r = file_write(o, page, wanted, &answer->a_page);
		answer->a_window = r < 0 ? 0 : (uint32_t)r;
		answer->a_perm = PTE_P | PTE_U | PTE_SHARE;
		if (FSREQ_OP(request.r_word) == FSOP_MAP_WRITE)
			answer->a_perm |= PTE_W;
		return r;
	case FSOP_SET_SIZE:
		return file_set_size(o, wanted);
	case FSOP_GROW:
		return file_grow(o, wanted);
	case FSOP_FSTAT:
		return file_stat(o->o_ino, &open_fd(o)->fd_stat);
	case FSOP_APPEND:
		return file_append(o, wanted, &open_fd(o)->fd_file.wanted);
	}
	return -E_INVAL;
}

static int
do_request(struct Answer *answer)
{
	*answer = (struct Answer){ NOWHERE, 0, 0 };
	return FSREQ_OP(request.r_word) == FSOP_PATH ? do_path(answer) : do_file(answer);
}

/* Copies what is asked. Returns 0, or what is wrong with it. */
static int
take_request(uint32_t word, int perm)
{
	request.r_word = word;
	request.r_has_page = perm != 0;
	request.r_writeable = perm & PTE_W;
	if (FSREQ_OP(word) != FSOP_PATH)
		return 0;
	if (!request.r_has_page)
		return -E_INVAL;
	request.r_kind = sent->fr_kind;
	request.r_mode = (int)sent->fr_mode;
	if (!copy_path(request.r_path, (const char *)sent->fr_path))
		return -E_BAD_PATH;
	if ((request.r_kind == FSREQ_RENAME || request.r_kind == FSREQ_LINK) &&
	    !copy_path(request.r_path2, (const char *)sent->fr_path2))
		return -E_BAD_PATH;
	return 0;
}

/* Does it change anything on the disk? */
static bool
changes_something(void)
{
	switch (FSREQ_OP(request.r_word)) {
	case FSOP_MAP_READ:
	case FSOP_FSTAT:
		return false;
	case FSOP_PATH:
		return request.r_kind != FSREQ_STAT && request.r_kind != FSREQ_SYNC &&
		       (request.r_kind != FSREQ_OPEN || (request.r_mode & (O_CREAT | O_TRUNC)));
	}
	return true;
}

/*
 * May what went wrong, after so many tries, go well after a write-back? What was lent, too, can go
 * from the cache only when it has been written after it came back.
 */
static bool
try_again(int r, int tries)
{
	if (r == -E_NO_DISK)
		open_sweep();
	return r == -E_NOT_YET || (r == -E_NO_DISK && cache_changed()) ||
	       (r == -E_NO_MEM && !cache_spare() && tries == 0);
}

/*
 * Does what is asked. What cannot be done before a write-back is tried again after it; so is what
 * finds no room, on the disk or in memory, if there may be more of it then.
 */
static int
serve(struct Answer *answer)
{
	int r, written = changes_something() && cache_choked() ? write_back() : 0;

	if (written < 0)
		return written;
	r = do_request(answer);
	for (int tries = 0; tries < TRIES && try_again(r, tries); tries++) {
		if ((written = write_back()) < 0)
			return written;
		r = do_request(answer);
	}
	if (r == -E_BAD_FS) {
		fs.super->s_state |= EXT2_ERROR_FS;
		fs.doubtful = true;
	}
	return r;
}

/* Answers, and waits for the next request. */
static void
reply(envid_t to, int result, const struct Answer *answer)
{
	int r;

	if (answer->a_window > 0)
		r = sys_ipc_reply_pages(to, (uint32_t)result, answer->a_page,
					(uint32_t)answer->a_perm | answer->a_window << PGSHIFT,
					(void *)REQUEST);
	else
		r = sys_ipc_reply(to, (uint32_t)result, result < 0 ? NOWHERE : answer->a_page,
				  answer->a_perm, (void *)REQUEST);
	/* There may be no memory to map a page where it is wanted. */
	if (r == -E_NO_MEM)
		r = sys_ipc_reply(to, (uint32_t)r, NOWHERE, 0, (void *)REQUEST);
	/* Who asked may have ended, or never have waited for an answer. */
	if (r < 0)
		sys_ipc_recv((void *)REQUEST);
}

static int
mount(void)
{
	int r = disk_open();

	if (r < 0 || (r = super_mount((uint32_t)r)) < 0)
		return r;
	if ((r = inode_init()) < 0 || (r = file_init()) < 0 || (r = flush_init()) < 0)
		cprintf("fs: cannot mount: %e\n", r);
	return r;
}

void
umain(int argc, char **argv)
{
	int r = sys_env_set_type(ENV_TYPE_FS);

	if (r < 0) {
		cprintf("fs: %e\n", r);
		return;
	}
	if (mount() < 0)
		return;
	sys_ipc_recv((void *)REQUEST);
	for (;;) {
		envid_t from = thisenv->env_ipc_from;
		struct Answer answer = { NOWHERE, 0, 0 };

		r = take_request(thisenv->env_ipc_value, thisenv->env_ipc_perm);
		if (r == 0)
			r = serve(&answer);
		reply(from, r, &answer);
	}
}
