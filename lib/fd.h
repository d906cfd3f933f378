/* SPDX-License-Identifier: MIT */
/*
 * fd.h - the inner side of descriptors; inc/lib.h has the outer one.
 *
 * A descriptor that is open is a page at its place in FDTABLE, which begins with a struct Fd; what
 * kind of thing it is decides a struct Dev. Where the library keeps such pages (all below one page
 * table, together with the stacks of threads, lib/thread.c):
 *
 *	LIBOS		NFD pages	the struct Fd of each descriptor
 *	 = FDTABLE
 *	FDDATA		NFD pages	of a pipe: what is in it (lib/pipe.c)
 *	FDREQUEST	one page	a request to the file server (lib/fsclient.c)
 *	TERMINAL	one page	what the programs of one terminal share (lib/terminal.c)
 *	STATUS		one page	the last words of those that have ended (lib/status.h)
 *	CWD		one page	from where paths start, if not from / (lib/cwd.c)
 *	FDWINDOWS	NFD windows	pages of files (lib/file.c)
 *
 * Pages that are shared with children are marked PTE_SHARE: fork() leaves them as they are.
 */
#ifndef EXOLAB_LIB_FD_H
#define EXOLAB_LIB_FD_H

#include <inc/lib.h>

#define LIBOS 0xD0100000u
#define FDTABLE LIBOS
#define FDDATA (FDTABLE + NFD * PGSIZE)
#define FDREQUEST (FDDATA + NFD * PGSIZE)
#define TERMINAL (FDREQUEST + PGSIZE)
#define STATUS (TERMINAL + PGSIZE)
#define CWD (STATUS + PGSIZE)
#define FDWINDOWS 0xD0200000u
#define FDWINDOW_SIZE (FS_WINDOW_PAGES * PGSIZE)

static_assert(CWD < FDWINDOWS && PDX(LIBOS) == PDX(FDWINDOWS + NFD * FDWINDOW_SIZE - 1),
	      "the library's pages lie below one page table");

#define FD_SHARED (PTE_P | PTE_U | PTE_W | PTE_SHARE)

/* What descriptors of one kind do; inc/lib.h says what. Null: -E_NOT_SUPP. */
struct Dev {
	int dev_id;
	const char *dev_name;
	ssize_t (*dev_read)(struct Fd *fd, void *buf, size_t n);
	ssize_t (*dev_write)(struct Fd *fd, const void *buf, size_t n);
	/* Before fd's page is mapped at `there` of env, too. */
	int (*dev_share)(struct Fd *fd, envid_t env, struct Fd *there);
	/* After the page was unmapped. */
	void (*dev_close)(struct Fd *fd);
	/* The rest of *stat is zeros. */
	int (*dev_stat)(struct Fd *fd, struct Stat *stat);
	int (*dev_trunc)(struct Fd *fd, off_t size);
};

extern const struct Dev devfile, devpipe, devcons;

static inline struct Fd *
num2fd(int num)
{
	return (struct Fd *)(FDTABLE + (uintptr_t)num * PGSIZE);
}

static inline int
fd2num(const struct Fd *fd)
{
	return (int)(((uintptr_t)fd - FDTABLE) / PGSIZE);
}

/* Where the page lies that goes with a descriptor, if one does. */
static inline void *
fd2data(const struct Fd *fd)
{
	return (char *)fd + (FDDATA - FDTABLE);
}

/* Is one of the library's pages mapped? */
static inline bool
libos_mapped(uintptr_t va)
{
	return (uvpd[PDX(LIBOS)] & PTE_P) && (uvpt[PGNUM(va)] & PTE_P);
}

/* The descriptor of this number, or null if it is not open. */
static inline struct Fd *
fd_find(int num)
{
	struct Fd *fd = num2fd(num);

	return (unsigned)num < NFD && libos_mapped((uintptr_t)fd) ? fd : NULL;
}

/* The lowest descriptor that is not open, with nothing mapped there yet; null if all are. */
struct Fd *fd_alloc(void);

/* Maps fd's page at `there` of env, too, with what goes with it. Returns 0 or an error. */
int fd_share(struct Fd *fd, envid_t env, struct Fd *there);

/* How many refer to the frame of a page that is mapped here. */
static inline unsigned
pageref(const void *va)
{
	return pages[PGNUM(PTE_ADDR(uvpt[PGNUM(va)]))].pp_ref;
}

#endif
