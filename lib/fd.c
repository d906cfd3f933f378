/* SPDX-License-Identifier: MIT */
/*
 * fd.c - descriptors: finds the page that a number stands for, and has done what is asked by what
 * knows that kind of thing.
 */
#include <lib/fd.h>

static const struct Dev *const devices[] = { &devfile, &devpipe, &devcons };

/* What knows this kind of descriptor; null if the page says nonsense: others can write there. */
static const struct Dev *
device_of(const struct Fd *fd)
{
	for (size_t i = 0; i < ARRAY_SIZE(devices); i++)
		if (devices[i]->dev_id == fd->fd_dev_id)
			return devices[i];
	return NULL;
}

/* The device of descriptor num, and its page in *store; null if it is not open. */
static const struct Dev *
find(int num, struct Fd **store)
{
	*store = fd_find(num);
	return *store ? device_of(*store) : NULL;
}

struct Fd *
fd_alloc(void)
{
	for (int num = 0; num < NFD; num++)
		if (!fd_find(num))
			return num2fd(num);
	return NULL;
}

int
close(int num)
{
	struct Fd *fd;
	const struct Dev *dev = find(num, &fd);

	if (!fd)
		return -E_INVAL;
	sys_page_unmap(0, fd);
	if (dev && dev->dev_close)
		dev->dev_close(fd);
	return 0;
}

void
close_all(void)
{
	for (int num = 0; num < NFD; num++)
		close(num);
}

int
fd_share(struct Fd *fd, envid_t env, struct Fd *there)
{
	const struct Dev *dev = device_of(fd);
	int r;

	if (dev && dev->dev_share && (r = dev->dev_share(fd, env, there)) < 0)
		return r;
	/* A ring without its end would keep the other end from being found alone. */
	if ((r = sys_page_map(0, fd, env, there, FD_SHARED)) < 0)
		sys_page_unmap(env, fd2data(there));
	return r;
}

int
dup(int oldnum, int newnum)
{
	struct Fd *fd = fd_find(oldnum);
	int r;

	if (!fd || (unsigned)newnum >= NFD)
		return -E_INVAL;
	if (oldnum == newnum)
		return newnum;
	close(newnum);
	if ((r = fd_share(fd, 0, num2fd(newnum))) < 0)
		return r;
	return newnum;
}

ssize_t
read(int num, void *buf, size_t n)
{
	struct Fd *fd;
	const struct Dev *dev = find(num, &fd);

	if (!dev || (fd->fd_omode & O_ACCMODE) == O_WRONLY)
		return -E_INVAL;
	return dev->dev_read ? dev->dev_read(fd, buf, n) : -E_NOT_SUPP;
}

ssize_t
readn(int num, void *buf, size_t n)
{
	size_t done = 0;
	ssize_t r;

	while (done < n) {
		r = read(num, (char *)buf + done, n - done);
		if (r <= 0)
			return done > 0 ? (ssize_t)done : r;
		done += (size_t)r;
	}
	return (ssize_t)done;
}

ssize_t
write(int num, const void *buf, size_t n)
{
	struct Fd *fd;
	const struct Dev *dev = find(num, &fd);

	if (!dev || (fd->fd_omode & O_ACCMODE) == O_RDONLY)
		return -E_INVAL;
	return dev->dev_write ? dev->dev_write(fd, buf, n) : -E_NOT_SUPP;
}

int
seek(int num, off_t offset)
{
	struct Fd *fd;
	const struct Dev *dev = find(num, &fd);

	if (!dev || offset < 0)
		return -E_INVAL;
	if (dev != &devfile)
		return -E_NOT_SUPP;
	fd->fd_offset = offset;
	return 0;
}

int
fstat(int num, struct Stat *stat)
{
	struct Fd *fd;
	const struct Dev *dev = find(num, &fd);

	if (!dev)
		return -E_INVAL;
	memset(stat, 0, sizeof(*stat));
	stat->st_dev = dev->dev_id;
	return dev->dev_stat(fd, stat);
}

int
ftruncate(int num, off_t size)
{
	struct Fd *fd;
	const struct Dev *dev = find(num, &fd);

	if (!dev || size < 0 || (fd->fd_omode & O_ACCMODE) == O_RDONLY)
		return -E_INVAL;
	return dev->dev_trunc ? dev->dev_trunc(fd, size) : -E_NOT_SUPP;
}
