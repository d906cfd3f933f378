/* SPDX-License-Identifier: MIT */
/*
 * pipe.c - pipes: a ring of bytes in a page that both ends share.
 *
 * The kernel knows of no pipe, but counts who maps a frame, and lets everybody read the counts
 * (pages[]). Each open descriptor of an end maps two frames: that of its struct Fd, which only
 * descriptors of the same end share, and the ring. So as long as nothing changes
 *
 *	references of the ring == references of the reading end + of the writing end
 *
 * and who finds as many of the ring as of its own end knows that the other end is closed. It stays
 * so for ever then: nobody is left to hand on a descriptor of it.
 *
 * But something may change, in another environment, between and during two looks at counts. To
 * take an end that is open for closed would be fatal; to see an end closed a little later is not.
 * So:
 *
 *	1. at no time are there fewer references of the ring than of both ends together: the ring is
 *	   mapped before the struct Fd (pipe_share(), pipe_fork()), and unmapped after it, also when
 *	   an environment is destroyed: the kernel unmaps from low addresses up, and FDTABLE lies
 *	   below FDDATA;
 *	2. between the two, p_shares is counted up.
 *
 * The ring's references are counted first, and our end's after that. Should our end have got more
 * in between, we would compare a new count with an old one: whoever mapped it either had mapped the
 * ring before, in time to be counted; or has changed p_shares since we began, and we begin anew.
 *
 * Who waits at a pipe is not woken, but looks again (wait_for_other()). A message from the other
 * end could wake it, and sys_env_wait() at the end of an environment; but that the last descriptor
 * of an end is gone is nothing but a count that has changed, in an environment that nobody knows by
 * name, and that may be dead. A kernel call that waits for a count would be the right thing.
 */
#include <lib/fd.h>
#include <lib/parts.h>
#include <lib/lock.h>

/* What is written and not yet read lies from p_read up to p_written; so one byte stays unused. */
struct Pipe {
	volatile uint32_t p_read;    /* below RING_SIZE; moved by who holds p_reader, */
	volatile uint32_t p_written; /* and by who holds p_writer */
	volatile envid_t p_reader;   /* locks (lib/lock.h) */
	volatile envid_t p_writer;
	volatile envid_t
		p_read_last; /* who had them last: whom to let run if there is nothing to do */
	volatile envid_t p_wrote_last;
	volatile uint32_t p_shares; /* how often a descriptor was handed on */
#define RING_SIZE (PGSIZE - 7 * 4)
	char p_ring[RING_SIZE];
};
static_assert(sizeof(struct Pipe) == PGSIZE, "a pipe is one page");

/* So many slices a pipe may stand still before those who wait at it sleep between two looks. */
#define PATIENCE 2

/*
 * Lets others run, `other` before all, and returns soon. If nothing has moved in the pipe for a
 * while, the processor is left alone till the slice is over.
 */
static void
wait_for_other(const struct Pipe *pipe, envid_t other)
{
	static const struct Pipe *last;
	static uint32_t last_state, since;
	uint32_t state = pipe->p_read << 16 | pipe->p_written;

	if (pipe != last || state != last_state) {
		last = pipe;
		last_state = state;
		since = kerninfo.ki_slices;
	}
	if (kerninfo.ki_slices - since < PATIENCE)
		give_way(other);
	else
		sys_clock_wait(kerninfo.ki_slices + 1);
}

static void
count_share(struct Pipe *pipe)
{
	__atomic_fetch_add(&pipe->p_shares, 1, __ATOMIC_SEQ_CST);
}

/*
 * Exercise 5.10 (8 points): pipes.
 *
 * other_end_closed: is this end, of the descriptor fd, all that is left of the pipe? Compare the
 * numbers of references, pageref(), of the ring (fd2data()) and of the struct Fd, in the order that
 * is explained above; begin anew if p_shares has changed meanwhile.
 * pipe_read: reads as many bytes as there are, at most n, but waits for the first one; 0 if there
 * will never be any. What was written before the other end was closed is still read. While there
 * is nothing to do, wait_for_other(), who wrote last. Only one reads at a time: who holds p_reader
 * (lock_take(), lock_give()). A byte is taken before p_read moves past it. Leave in p_read_last
 * who read.
 * pipe_write: writes all n bytes, and waits for room() as often as need be: wait_for_other(), who
 * read last. If nobody can read any more, it returns how many were written, or -E_PIPE if none was.
 * p_writer is its lock; a byte is there before p_written moves past it; and p_wrote_last is left.
 */
static bool
other_end_closed(const struct Fd *fd)
{
	/* EXERCISE 5.10 other_end_closed */
	const struct Pipe *pipe = fd2data(fd);
	unsigned all, ours;
	uint32_t shares;

	do {
		shares = pipe->p_shares;
		all = pageref(pipe);
		ours = pageref(fd);
	} while (pipe->p_shares != shares);
	return all <= ours;
	/* END EXERCISE 5.10 */
}

static ssize_t
pipe_read(struct Fd *fd, void *buf, size_t n)
{
	/* EXERCISE 5.10 pipe_read */
	struct Pipe *pipe = fd2data(fd);
	size_t done = 0, part;
	bool closed = false;

	lock_take(&pipe->p_reader);
	/* The last bytes may come between a look at the ring and one at the other end. */
	while (pipe->p_read == pipe->p_written && !closed) {
		if (!(closed = other_end_closed(fd)))
			wait_for_other(pipe, pipe->p_wrote_last);
	}
	for (; done < n && pipe->p_read != pipe->p_written; done += part) {
		uint32_t from = pipe->p_read, to = pipe->p_written;

		part = MIN((to >= from ? to : RING_SIZE) - from, n - done);
		memcpy((char *)buf + done, pipe->p_ring + from, part);
		pipe->p_read = from + part == RING_SIZE ? 0 : from + part;
	}
	pipe->p_read_last = thisenv->env_id;
	lock_give(&pipe->p_reader);
	return (ssize_t)done;
	/* END EXERCISE 5.10 */
}

/* How many bytes can be written from p_written on without a gap. */
static size_t
room(const struct Pipe *pipe)
{
	uint32_t from = pipe->p_read, to = pipe->p_written;

	if (to < from)
		return from - to - 1;
	/* To the end of the ring, but p_written must not come round to p_read. */
	return RING_SIZE - to - (from == 0);
}

static ssize_t
pipe_write(struct Fd *fd, const void *buf, size_t n)
{
	/* EXERCISE 5.10 pipe_write */
	struct Pipe *pipe = fd2data(fd);
	size_t done = 0, part;
	int r = 0;

	lock_take(&pipe->p_writer);
	while (done < n && r == 0) {
		uint32_t to = pipe->p_written;

		part = MIN(room(pipe), n - done);
		if (other_end_closed(fd)) {
			r = -E_PIPE;
		} else if (part == 0) {
			wait_for_other(pipe, pipe->p_read_last);
		} else {
			memcpy(pipe->p_ring + to, (const char *)buf + done, part);
			pipe->p_written = to + part == RING_SIZE ? 0 : to + part;
			done += part;
		}
	}
	pipe->p_wrote_last = thisenv->env_id;
	lock_give(&pipe->p_writer);
	return done > 0 ? (ssize_t)done : r;
	/* END EXERCISE 5.10 */
}

static int
pipe_share(struct Fd *fd, envid_t env, struct Fd *there)
{
	struct Pipe *pipe = fd2data(fd);
	int r = sys_page_map(0, pipe, env, fd2data(there), FD_SHARED);

	if (r == 0)
		count_share(pipe);
	return r;
}

static void
pipe_close(struct Fd *fd)
{
	sys_page_unmap(0, fd2data(fd));
}

static int
pipe_stat(struct Fd *fd, struct Stat *stat)
{
	const struct Pipe *pipe = fd2data(fd);
	uint32_t from = pipe->p_read, to = pipe->p_written;

	stat->st_size = (off_t)(to >= from ? to - from : to + RING_SIZE - from);
	return 0;
}

const struct Dev devpipe = {
	.dev_id = 'p',
	.dev_name = "pipe",
	.dev_read = pipe_read,
	.dev_write = pipe_write,
	.dev_share = pipe_share,
	.dev_close = pipe_close,
	.dev_stat = pipe_stat,
};

/* Makes a descriptor of a pipe, whose ring is mapped at ring, or is to be made if that is null. */
static int
make_end(void *ring, int mode)
{
	struct Fd *fd = fd_alloc();
	int r;

	if (!fd)
		return -E_MAX_OPEN;
	r = ring ? sys_page_map(0, ring, 0, fd2data(fd), FD_SHARED)
		 : sys_page_alloc(0, fd2data(fd), FD_SHARED);
	if (r == 0 && (r = sys_page_alloc(0, fd, FD_SHARED)) < 0)
		sys_page_unmap(0, fd2data(fd));
	if (r < 0)
		return r;
	fd->fd_dev_id = devpipe.dev_id;
	fd->fd_omode = mode;
	return fd2num(fd);
}

int
pipe(int fd[2])
{
	int reads = make_end(NULL, O_RDONLY), writes;

	if (reads < 0)
		return reads;
	writes = make_end(fd2data(num2fd(reads)), O_WRONLY);
	if (writes < 0) {
		close(reads);
		return writes;
	}
	fd[0] = reads;
	fd[1] = writes;
	return 0;
}

int
pipeisclosed(int num)
{
	struct Fd *fd = fd_find(num);

	if (!fd || fd->fd_dev_id != devpipe.dev_id)
		return -E_INVAL;
	return other_end_closed(fd);
}

/* The ring of descriptor num, or null if that is no pipe. */
static struct Pipe *
ring_of(int num)
{
	void *data = fd2data(num2fd(num));

	return libos_mapped((uintptr_t)data) ? data : NULL;
}

int
pipe_fork(envid_t child)
{
	int r = 0;

	for (int num = 0; num < NFD && r == 0; num++)
		if (ring_of(num))
			r = pipe_share(num2fd(num), child, num2fd(num));
	return r;
}
