/* SPDX-License-Identifier: MIT */
/*
 * fsraw.h - requests to the file server (inc/fs.h) as test programs make them: without the
 * library's files, one message for each.
 */
#ifndef EXOLAB_USER_FSRAW_H
#define EXOLAB_USER_FSRAW_H

#include <user/peers.h>

#define RAW_RW (PTE_P | PTE_U | PTE_W)
#define RAW_REQUEST ((struct FsRequest *)0x30000000)
#define RAW_NFDS 64
#define RAW_FDS 0x30100000u
#define RAW_WINDOWS 0x30400000u

static envid_t raw_server;

/* The server is the second program of the command line: run=parts,fs,TEST. */
#define RAW_SERVER 1

/* Call it first. Ends the program if there will be no server. */
static inline void
raw_start(void)
{
	int r = sys_page_alloc(0, RAW_REQUEST, RAW_RW);

	peers_find();
	while (!(raw_server = ipc_find_env(ENV_TYPE_FS))) {
		if (!peer_lives(RAW_SERVER))
			exit();
		rest();
	}
	if (r < 0 || (r = sys_ipc_window(FS_WINDOW_PAGES)) < 0)
		panic("fsraw: %e", r);
}

/* A request with paths; dst: where a page is wanted, or null. */
static inline int
raw_path(uint32_t kind, int mode, const char *path, const char *path2, void *dst)
{
	RAW_REQUEST->fr_kind = kind;
	RAW_REQUEST->fr_mode = (uint32_t)mode;
	strlcpy(RAW_REQUEST->fr_path, path, MAXPATHLEN);
	strlcpy(RAW_REQUEST->fr_path2, path2 ? path2 : "", MAXPATHLEN);
	return ipc_call(raw_server, FSREQ(FSOP_PATH, 0, 0), RAW_REQUEST, RAW_RW, dst, NULL);
}

/* The page of an open file; n is the test's own number for it. */
static inline struct Fd *
raw_fd(int n)
{
	return (struct Fd *)(RAW_FDS + (uint32_t)n * PGSIZE);
}

/* Where its window is mapped. */
static inline uint8_t *
raw_window(int n)
{
	return (uint8_t *)(RAW_WINDOWS + (uint32_t)n * FS_WINDOW_PAGES * PGSIZE);
}

static inline int
raw_open(int n, const char *path, int mode)
{
	return raw_path(FSREQ_OPEN, mode, path, NULL, raw_fd(n));
}

static inline void
raw_close(int n)
{
	struct PageOp ops[] = {
		{ PAGEOP_UNMAP, FS_WINDOW_PAGES, 0, NULL, 0, raw_window(n), 0 },
		{ PAGEOP_UNMAP, 1, 0, NULL, 0, raw_fd(n), 0 },
	};

	sys_page_batch(ops, ARRAY_SIZE(ops));
}

/* A request about an open file; wanted as inc/fs.h says. */
static inline int
raw_file(int n, uint32_t op, uint32_t page, uint32_t wanted)
{
	bool maps = op == FSOP_MAP_READ || op == FSOP_MAP_WRITE;

	raw_fd(n)->fd_file.wanted = wanted;
	return ipc_call(raw_server, FSREQ(op, raw_fd(n)->fd_file.id, page), NULL, 0,
			maps ? raw_window(n) : NULL, NULL);
}

/*
 * Has size bytes at offset carried between buf and the file, one window after the other. Returns
 * how many, or an error if that is none.
 */
static inline int
raw_carry(int n, uint32_t op, uint32_t offset, void *buf, uint32_t size)
{
	uint32_t done = 0;

	while (done < size) {
		uint32_t at = PGOFF(offset), left = size - done;
		int r = raw_file(n, op, offset / PGSIZE, offset + left);

		if (r <= 0)
			return done > 0 ? (int)done : r;
		left = MIN(left, (uint32_t)r * PGSIZE - at);
		if (op == FSOP_MAP_WRITE)
			memcpy(raw_window(n) + at, (uint8_t *)buf + done, left);
		else
			memcpy((uint8_t *)buf + done, raw_window(n) + at, left);
		done += left;
		offset += left;
	}
	return (int)done;
}

static inline int
raw_write(int n, uint32_t offset, const void *buf, uint32_t size)
{
	return raw_carry(n, FSOP_MAP_WRITE, offset, (void *)buf, size);
}

static inline int
raw_read(int n, uint32_t offset, void *buf, uint32_t size)
{
	uint32_t end = raw_fd(n)->fd_file.size;

	if (offset >= end)
		return 0;
	return raw_carry(n, FSOP_MAP_READ, offset, buf, MIN(size, end - offset));
}

static inline int
raw_sync(void)
{
	return raw_path(FSREQ_SYNC, 0, "/", NULL, NULL);
}

#endif
