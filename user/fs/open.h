/* SPDX-License-Identifier: MIT */
/*
 * open.h - open files. Each is a page with a struct Fd that is shared with whoever has the file
 * open (inc/fs.h). Nobody says when a file is closed: it is when nobody else has its page mapped
 * any more, and is found out when somebody looks.
 */
#ifndef EXOLAB_FS_OPEN_H
#define EXOLAB_FS_OPEN_H

#include <user/fs/inode.h>

struct Open {
	uint32_t o_ino;	  /* 0: nothing is open here */
	bool o_writeable; /* it was opened for writing */
	bool o_holes;	  /* it was shown zeros in the place of blocks that do not exist */
	struct Open *o_next;
};

/* Makes sure that one more file can be opened. Returns 0, -E_MAX_OPEN or -E_NO_MEM. */
int open_room(void);

/*
 * Opens an inode, after open_room(). -E_IO. Until its page is handed out, it must not be looked
 * whether it is closed.
 */
int open_inode(uint32_t ino, int mode, struct Open **store);

/* The open file of this number (fd_file.id), or null. */
struct Open *open_find(uint32_t id);

struct Fd *open_fd(const struct Open *o);

/* Does anybody have it open? */
bool open_is(uint32_t ino);

/* Finds out which files were closed. An inode that was open only, and has no name, is deleted. */
void open_sweep(void);
/* Is there one that is open, and has no name? */
bool open_nameless(void);

/* All who have it open learn its size; and, if their windows are not right any more, that. */
void open_tell(uint32_t ino, uint32_t size, bool windows_wrong);
/* Has any of them been shown a hole? It is forgotten by that. */
bool open_saw_holes(uint32_t ino);

#endif
