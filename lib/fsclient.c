/* SPDX-License-Identifier: MIT */
/*
 * fsclient.c - requests to the file server (inc/fs.h): what begins with a path. The path travels in
 * a page of its own; all else of a request is one word.
 */
#include <lib/fsclient.h>

#define NOWHERE ((void *)UTOP) /* no page */

static struct FsRequest *const request = (struct FsRequest *)FDREQUEST;

/*
 * A program that the kernel starts together with the file server may be faster: so many turns of
 * the others it waits for one to come up, before there is none.
 */
#define PATIENCE 100

static envid_t
look_for_server(void)
{
	envid_t found;

	for (int i = 0; (found = ipc_find_env(ENV_TYPE_FS)) == 0 && i < PATIENCE; i++)
		sys_yield();
	return found;
}

/* The file server, looked for once; 0 if there is none. */
static envid_t
server(void)
{
	static envid_t found;
	const volatile struct Env *e = &envs[ENVX(found)];

	if (found == 0 || e->env_id != found || e->env_type != ENV_TYPE_FS)
		found = look_for_server();
	return found;
}

/*
 * Sends a request word, with a page or without, and waits for the answer. A server that has ended
 * is one that is not there.
 */
static int
call(uint32_t word, void *page, void *answer)
{
	int r = sys_ipc_call(server(), word, page, PTE_P | PTE_U | PTE_W, answer);

	if (r < 0)
		return r == -E_BAD_ENV ? -E_NOT_FOUND : r;
	return (int)thisenv->env_ipc_value;
}

/* The page of requests, which a program gets when it makes its first one. */
static int
need_request(void)
{
	if (libos_mapped(FDREQUEST))
		return 0;
	return sys_page_alloc(0, request, PTE_P | PTE_U | PTE_W);
}

/* Asks for something to be done with what path names; path2 is another one, or null. */
static int
path_request(uint32_t kind, const char *path, const char *path2, void *answer)
{
	int r;

	if (server() == 0)
		return -E_NOT_FOUND;
	if ((r = need_request()) < 0 || (r = path_absolute(path, request->fr_path)) < 0)
		return r;
	if (path2 && (r = path_absolute(path2, request->fr_path2)) < 0)
		return r;
	request->fr_kind = kind;
	return call(FSREQ(FSOP_PATH, 0, 0), request, answer);
}

int
fs_file_request(const struct Fd *fd, unsigned op, uint32_t page, void *va, uint32_t npages,
		uint32_t *came)
{
	uint32_t window = thisenv->env_ipc_window;
	int r;

	if (fd->fd_file.id >= FS_NFILES || page > FSREQ_PAGE(UINT32_MAX))
		return -E_INVAL;
	/* Others might send us messages, too: they are not to bring more pages than we expect. */
	if (npages > 0)
		sys_ipc_window(npages);
	r = call(FSREQ(op, fd->fd_file.id, page), NOWHERE, npages > 0 ? va : NOWHERE);
	if (npages > 0) {
		*came = r < 0 ? 0 : thisenv->env_ipc_npages;
		sys_ipc_window(window);
	}
	return r;
}

int
open(const char *path, int mode)
{
	struct Fd *fd = fd_alloc();
	int r;

	if (!fd)
		return -E_MAX_OPEN;
	if ((r = need_request()) < 0)
		return r;
	request->fr_mode = (uint32_t)mode;
	r = path_request(FSREQ_OPEN, path, NULL, fd);
	return r < 0 ? r : fd2num(fd);
}

int
stat(const char *path, struct Stat *stat)
{
	int r = path_request(FSREQ_STAT, path, NULL, NOWHERE);

	if (r == 0)
		*stat = request->fr_stat;
	return r;
}

int
remove(const char *path)
{
	return path_request(FSREQ_REMOVE, path, NULL, NOWHERE);
}

int
rename(const char *from, const char *to)
{
	return path_request(FSREQ_RENAME, from, to, NOWHERE);
}

int
link(const char *path, const char *new_name)
{
	return path_request(FSREQ_LINK, path, new_name, NOWHERE);
}

int
mkdir(const char *path)
{
	return path_request(FSREQ_MKDIR, path, NULL, NOWHERE);
}

int
rmdir(const char *path)
{
	return path_request(FSREQ_RMDIR, path, NULL, NOWHERE);
}

int
sync(void)
{
	return path_request(FSREQ_SYNC, "/", NULL, NOWHERE);
}
