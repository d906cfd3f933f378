/* SPDX-License-Identifier: MIT */
/*
 * terminal.c - the console as a descriptor, and as the terminal of several programs.
 *
 * The kernel hands out each character that is typed once, to whoever asks. Those who share a
 * terminal put it into a ring that all of them see, so that it does not matter who asked.
 */
#include <lib/fd.h>
#include <lib/lock.h>
#include <lib/parts.h>
#include <lib/terminal.h>

#define CTRL_C ('C' - '@')
#define STATUS_INTERRUPTED 130 /* as with other shells: 128 and the number of the signal */

#define RING_SIZE 1024 /* a power of two */

/* The page at TERMINAL. What lies in the ring: t_in - t_out characters, from t_out on. */
struct Terminal {
	volatile envid_t t_lock; /* of the ring, and of asking the kernel */
	volatile uint32_t t_out;
	volatile uint32_t t_in;
	volatile envid_t t_keeper;   /* the shell that took it last, */
	volatile bool t_reads;	     /* and whether it did so to read */
	volatile bool t_interrupted; /* Ctrl-C was typed, and no shell reads a line since then */
	volatile uint8_t t_ring[RING_SIZE];
};

static struct Terminal *const terminal = (struct Terminal *)TERMINAL;

bool
terminal_shared(void)
{
	return libos_mapped(TERMINAL);
}

int
terminal_prepare(void)
{
	return terminal_shared() ? 0 : sys_page_alloc(0, terminal, FD_SHARED);
}

void
terminal_leave(void)
{
	sys_page_unmap(0, terminal);
}

static void
put(uint8_t c)
{
	/* Nobody wants it: it is lost, as everywhere. */
	if (terminal->t_in - terminal->t_out == RING_SIZE)
		return;
	terminal->t_ring[terminal->t_in % RING_SIZE] = c;
	terminal->t_in++;
}

/* Takes note of Ctrl-C, which makes void what was typed before it. */
static void
interrupt(void)
{
	terminal->t_out = terminal->t_in;
	if (terminal->t_reads)
		put(CTRL_C);
	else
		cons_write("^C\n", 3);
	terminal->t_interrupted = true;
}

/* Asks the kernel for a character. Returns whether there was one. */
static bool
pull(void)
{
	int c = sys_cgetc();

	if (c == CTRL_C)
		interrupt();
	else if (c > 0)
		put((uint8_t)c);
	return c > 0;
}

/* The next character, or 0: for who reads. It does not ask for more than it needs. */
static int
next_character(void)
{
	int c = 0;

	if (!terminal_shared())
		return sys_cgetc();
	lock_take(&terminal->t_lock);
	if (terminal->t_out == terminal->t_in)
		pull();
	if (terminal->t_out != terminal->t_in) {
		c = terminal->t_ring[terminal->t_out % RING_SIZE];
		terminal->t_out++;
	}
	lock_give(&terminal->t_lock);
	return c;
}

/* Is Ctrl-C meant for the caller, who is reading? */
static bool
must_end(void)
{
	return terminal_shared() && terminal->t_interrupted &&
	       terminal->t_keeper != thisenv->env_id;
}

int
terminal_getchar(void)
{
	for (;;) {
		uint32_t typed = kerninfo.ki_typed;
		int c = next_character();

		if (must_end())
			exit_status(STATUS_INTERRUPTED);
		if (c != 0)
			return c;
		sys_cgetc_wait(typed, 0);
	}
}

void
terminal_take(bool reads)
{
	envid_t self = thisenv->env_id;

	if (!terminal_shared())
		return;
	lock_take(&terminal->t_lock);
	/*
	 * Ctrl-C that was typed before now is for a job that the caller starts, or for the caller
	 * as a job of another; not for the line that it reads next.
	 */
	if (reads || (terminal->t_reads && terminal->t_keeper != self))
		terminal->t_interrupted = false;
	if (terminal->t_interrupted)
		terminal->t_out = terminal->t_in;
	terminal->t_keeper = self;
	terminal->t_reads = reads;
	lock_give(&terminal->t_lock);
}

bool
terminal_interrupted(void)
{
	if (!terminal_shared() ||
	    (terminal->t_keeper != thisenv->env_id && env_lives(terminal->t_keeper)))
		return false;
	return terminal->t_interrupted;
}

void
terminal_wait(envid_t envid)
{
	uint32_t typed = kerninfo.ki_typed;

	if (terminal_shared()) {
		lock_take(&terminal->t_lock);
		while (!terminal->t_interrupted && pull())
			;
		lock_give(&terminal->t_lock);
		if (terminal->t_interrupted) {
			/* If it is not for the caller, it is for this one, who answers it soon. */
			give_way(terminal->t_keeper);
			return;
		}
	}
	sys_cgetc_wait(typed, envid);
}

bool
terminal_is(int num)
{
	const struct Fd *fd = fd_find(num);

	return fd && fd->fd_dev_id == devcons.dev_id;
}

/*
 * A line that was read, with its newline: a person can correct it before any of it is handed out.
 * Ctrl-D on an empty line is the end of the file, this time.
 */
static ssize_t
cons_read(struct Fd *fd, void *buf, size_t n)
{
	static char line[1024 + 1];
	static size_t from, length;
	const char *typed;

	if (from == length) {
		typed = readline(NULL);
		if (!typed)
			return 0;
		length = strlcpy(line, typed, sizeof(line) - 1);
		line[length++] = '\n';
		from = 0;
	}
	n = MIN(n, length - from);
	memcpy(buf, line + from, n);
	from += n;
	return (ssize_t)n;
}

static ssize_t
cons_write_fd(struct Fd *fd, const void *buf, size_t n)
{
	cons_write(buf, n);
	return (ssize_t)n;
}

static int
cons_stat(struct Fd *fd, struct Stat *stat)
{
	strcpy(stat->st_name, devcons.dev_name);
	return 0;
}

const struct Dev devcons = {
	.dev_id = 'c',
	.dev_name = "console",
	.dev_read = cons_read,
	.dev_write = cons_write_fd,
	.dev_stat = cons_stat,
};

int
opencons(void)
{
	struct Fd *fd = fd_alloc();
	int r;

	if (!fd)
		return -E_MAX_OPEN;
	if ((r = sys_page_alloc(0, fd, FD_SHARED)) < 0)
		return r;
	fd->fd_dev_id = devcons.dev_id;
	fd->fd_omode = O_RDWR;
	return fd2num(fd);
}
