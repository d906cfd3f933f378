/* SPDX-License-Identifier: MIT */
/*
 * tryfile - reads and writes files in small pieces. Start it after parts and fs.
 * Must be seen: that its frames are the file server's, too, and that this has something to do only
 * where a file gets longer.
 */
#include <lib/fd.h>
#include <user/test.h>

#define PIECES 1000
#define PIECE 100

/* How often the file server has run. */
static uint32_t
server_runs(void)
{
	return envs[ENVX(ipc_find_env(ENV_TYPE_FS))].env_runs;
}

/* Reads the file byte by byte. Returns how many there were. */
static int
read_bytes(int fd)
{
	char c;
	int n = 0;

	while (read(fd, &c, 1) == 1)
		n++;
	return n;
}

static int
write_pieces(int fd)
{
	static const char piece[PIECE];
	int n = 0;

	for (int i = 0; i < PIECES; i++)
		n += (int)write(fd, piece, PIECE);
	return n;
}

static int
opened(const char *path, int mode)
{
	int fd = open(path, mode);

	if (fd < 0)
		panic("%s: %e", path, fd);
	return fd;
}

void
umain(int argc, char **argv)
{
	int fd = opened("/etc/motd", O_RDONLY), n;
	char *window = (char *)FDWINDOWS + fd * (int)FDWINDOW_SIZE;
	uint32_t before = server_runs();
	ppn_t ppn;

	n = read_bytes(fd);
	report("%d bytes read; the server ran %u times", n, server_runs() - before);
	ppn = PGNUM(uvpt[PGNUM(window)]);
	report("they are in frame %x, which is mapped %u times", ppn, pages[ppn].pp_ref);
	report("here it may be %s", uvpt[PGNUM(window)] & PTE_W ? "written" : "read only");
	close(fd);
	report("closed: it is mapped %u times", pages[ppn].pp_ref);
	fd = opened("/large", O_RDWR | O_CREAT);
	for (int i = 0; i < 2; i++) {
		before = server_runs();
		seek(fd, 0);
		n = write_pieces(fd);
		report("%d bytes written; the server ran %u times", n, server_runs() - before);
	}
	before = server_runs();
	seek(fd, 0);
	n = read_bytes(fd);
	report("%d bytes read; the server ran %u times", n, server_runs() - before);
}
