/* SPDX-License-Identifier: MIT */
/*
 * fs.h - what the file server (user/fs/) and the library's files (lib/file.c) say to each other.
 * The kernel knows nothing of it.
 *
 * An open file is a page that the server shares with the client: its struct Fd. Who has that page
 * mapped has the file open; when nobody but the server has, it is closed. The page belongs to the
 * client, which may write anything there: the server believes nothing that it reads from it.
 *
 * File data does not travel in messages. The client asks for a run of pages of a file, and gets the
 * server's own cached pages mapped, read-only or writeable: the window of that file. Reading and
 * writing inside the window needs no message. The server keeps a cached page as long as
 * anybody else has it mapped.
 *
 * A request is one word, sent by ipc_call(); the answer is a word, too: 0 or more, or an error.
 */
#ifndef EXOLAB_INC_FS_H
#define EXOLAB_INC_FS_H

#include <inc/env.h>

#define MAXNAMELEN 255	/* of one part of a path, without the final zero */
#define MAXPATHLEN 1024 /* of a path, with it */

/* A window has at most so many pages; and so many bytes at most are appended at a time. */
#define FS_WINDOW_PAGES 16
#define FS_APPEND_MAX (FS_WINDOW_PAGES * PGSIZE)

/*
 * The word of a request:
 *
 *	 31   29 28           20 19                 0
 *	+-------+---------------+--------------------+
 *	|  op   |   file        |   page             |
 *	+-------+---------------+--------------------+
 *
 * file: fd_file.id, the number of an open file; page: of the file. Where a request has neither they
 * are 0, and a page comes with the message that holds a struct FsRequest.
 */
#define FSREQ(op, file, page) ((uint32_t)(op) << 29 | (uint32_t)(file) << 20 | (uint32_t)(page))
#define FSREQ_OP(word) ((word) >> 29)
#define FSREQ_FILE(word) (((word) >> 20) & 0x1FF)
#define FSREQ_PAGE(word) ((word)&0xFFFFF)

#define FS_NFILES 512 /* open at a time */

enum {
	/* The page with the message says more: its fr_kind. */
	FSOP_PATH = 0,
	/*
	 * Pages of the file from `page` on are mapped at the receiving place, at least one, at most
	 * FS_WINDOW_PAGES. Answer: how many; it may be fewer than the file has.
	 * FSOP_MAP_READ: -E_EOF if the file has no such page.
	 * FSOP_MAP_WRITE maps them writeable. fd_file.wanted is the end of what the client is going
	 * to write: up to there, holes are given their blocks, and the file is made larger if it is
	 * too short, as far as its pages were mapped. What is added reads as zeros until it is
	 * written. -E_NO_DISK if there is no block for `page`, and the file is as before.
	 */
	FSOP_MAP_READ,
	FSOP_MAP_WRITE,
	/*
	 * The file's size becomes fd_file.wanted: what is added reads as zeros and takes no blocks,
	 * what is cut off is given back. FSOP_GROW only makes a file larger: one that is so already
	 * stays as it is. `page` is 0.
	 */
	FSOP_SET_SIZE,
	FSOP_GROW,
	/* Fills fd_stat of the open file. */
	FSOP_FSTAT,
	/*
	 * The file grows by fd_file.wanted bytes, or by fewer: by FS_APPEND_MAX at most, and not
	 * further than there are blocks for it. Answer: how many; fd_file.wanted becomes the place
	 * where they begin. They read as zeros until they are written, and nobody else is given the
	 * same: so what several append at a time lands behind each other.
	 */
	FSOP_APPEND
};

/* fr_kind */
enum {
	FSREQ_OPEN,   /* fr_path, fr_mode (O_*): answers with the page of a struct Fd */
	FSREQ_STAT,   /* fr_path: fills fr_stat; the page must be writeable for that */
	FSREQ_REMOVE, /* fr_path: a file, not a directory */
	FSREQ_MKDIR,
	FSREQ_RMDIR,  /* an empty directory */
	FSREQ_RENAME, /* fr_path becomes fr_path2, which is replaced if it is a file */
	FSREQ_LINK,   /* fr_path2 becomes another name of the file fr_path */
	FSREQ_SYNC    /* everything is on the disk when the answer comes */
};

/* Modes of open(); JOS's numbers. */
#define O_RDONLY 0x0000
#define O_WRONLY 0x0001
#define O_RDWR 0x0002
#define O_ACCMODE 0x0003
#define O_CREAT 0x0100	/* make the file if it is not there */
#define O_TRUNC 0x0200	/* cut it to length 0 */
#define O_EXCL 0x0400	/* with O_CREAT: -E_FILE_EXISTS if it is there */
#define O_MKDIR 0x0800	/* with O_CREAT: make a directory, not a file */
#define O_APPEND 0x1000 /* every write goes to the end: up to FS_APPEND_MAX bytes as one piece */

/* Dev.dev_id of files (lib/fd.h). */
#define FS_DEV_ID 'f'

/* What a file is. */
struct Stat {
	char st_name[MAXNAMELEN + 1]; /* the last part of the path it was found by, if any */
	off_t st_size;		      /* bytes */
	int st_isdir;
	uint32_t st_ino; /* the same for two names of one file */
	uint32_t st_nlink;
	uint32_t st_blocks; /* sectors that it takes on the disk */
	uint32_t st_mtime;  /* seconds; 0 where nobody knows the time */
	int st_dev;	    /* Dev.dev_id of who keeps it (lib/fd.h) */
};

struct FsRequest {
	uint32_t fr_kind;
	uint32_t fr_mode;
	char fr_path[MAXPATHLEN]; /* absolute */
	char fr_path2[MAXPATHLEN];
	struct Stat fr_stat;
};

/*
 * The page that stands for an open file, of whatever kind. Shared by all that have it open, so
 * that they share its offset.
 */
struct FdFile {
	uint32_t id; /* of the open file at the server */
	/*
	 * The server keeps these up to date in all pages of the same file. generation changes
	 * whenever blocks were taken from the file: what windows show is not the file's any more.
	 */
	volatile uint32_t size;
	volatile uint32_t generation;
	uint32_t wanted; /* the client's: for FSOP_* that say so */
};

struct Fd {
	int fd_dev_id;
	off_t fd_offset;
	int fd_omode;		  /* O_* */
	volatile envid_t fd_lock; /* of the offset, and of fd_file.wanted (lib/lock.h) */
	struct FdFile fd_file;
	struct Stat fd_stat; /* st_name and st_isdir by open; all of it by FSOP_FSTAT */
};

/*
 * What a directory holds, as the disk has it (ext2, revision 1, with file types): entries one
 * after the other, each de_reclen bytes to the next, none across a page. An entry whose de_ino
 * is 0 is empty. readdir() reads them through a window (lib/file.c).
 */
struct Dirent {
	uint32_t de_ino;
	uint16_t de_reclen;
	uint8_t de_namelen;
	uint8_t de_type; /* DT_* */
	char de_name[];	 /* without a final zero */
};

#define DT_UNKNOWN 0 /* the entry does not say */
#define DT_REG 1
#define DT_DIR 2

/*
 * The partitions of the disk, as their owner (user/parts.c) hands them out: it holds the whole
 * disk, reads the partition table, and answers a word that names an entry (0 to 3), or the first
 * entry of a type, with the id of a binding to that partition. It has granted that to the first who
 * asks of those that the kernel started, as whoever booted the machine has said; to nobody else
 * until that one has ended. A program that another one started gets from it what it may have.
 * -E_INVAL for such a program, and for other words; -E_NOT_FOUND if there is no such partition,
 * -E_IN_USE, -E_IO if the table cannot be read.
 */
#define PART_OF_TYPE(type) (0x100u | (type))
#define PART_TYPE_LINUX 0x83 /* what the partition table says of an ext2 file system */

#endif
