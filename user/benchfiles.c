/* SPDX-License-Identifier: MIT */
/*
 * benchfiles - what files cost a program, when what it wants is in the server's cache. Start it
 * after parts and fs, on a disk with /data, 64 KiB or more, of which it uses the last 64 KiB, and
 * /bin/tiny.
 * Must be seen: "BENCH name unit median min n" for each.
 */
#include <user/measure.h>

#define SOME 51
#define KIB 1024
#define PART (64 * KIB)

static uint8_t buf[PGSIZE];
static off_t start; /* of the part of /data */

static void
exactly(ssize_t result, size_t wanted)
{
	if (result != (ssize_t)wanted)
		panic("%d bytes instead of %u", result, wanted);
}

static void
open_and_close(void)
{
	close(must(open("/data", O_RDONLY)));
}

static void
read_all(int fd)
{
	must(seek(fd, start));
	for (size_t done = 0; done < PART; done += sizeof(buf))
		exactly(read(fd, buf, sizeof(buf)), sizeof(buf));
}

static void
write_all(int fd)
{
	must(seek(fd, start));
	for (size_t done = 0; done < PART; done += sizeof(buf))
		exactly(write(fd, buf, sizeof(buf)), sizeof(buf));
}

/* Turns what so many KiB have cost into the cost of one. */
static void
report_per_kib(const char *name, int n, uint32_t kib)
{
	for (int i = 0; i < n; i++)
		samples[i] /= kib;
	report_samples(name, n);
}

#define MEASURE_KIB(name, n, kib, statement)                                                       \
	do {                                                                                       \
		for (int i = 0; i < (n); i++) {                                                    \
			uint32_t before = stamp();                                                 \
			statement;                                                                 \
			samples[i] = stamp() - before;                                             \
		}                                                                                  \
		report_per_kib(name, n, kib);                                                      \
	} while (0)

/* One read each, of the bytes that follow; at the end of the part it starts again. */
static void
measure_reads(int fd)
{
	MEASURE("read_1", NSAMPLES, exactly(read(fd, buf, 1), 1));
	must(seek(fd, start));
	MEASURE("read_4096", PART / PGSIZE, exactly(read(fd, buf, PGSIZE), PGSIZE));
}

static void
start_and_wait(void)
{
	must(wait_status(must(spawnl("/bin/tiny", "tiny", (char *)NULL))));
}

static void
create_and_remove(void)
{
	close(must(open("/created", O_RDWR | O_CREAT)));
	must(remove("/created"));
}

void
umain(int argc, char **argv)
{
	struct Stat st;
	int fd = must(open("/data", O_RDWR));

	USED(argc);
	USED(argv);
	must(fstat(fd, &st));
	start = st.st_size - PART;
	read_all(fd);
	must(seek(fd, start));
	measure_reads(fd);
	MEASURE_KIB("read_seq_kib", SOME, PART / KIB, read_all(fd));
	MEASURE_KIB("write_kib", SOME, PART / KIB, write_all(fd));
	must(sync());
	open_and_close();
	MEASURE("open_close", NSAMPLES, open_and_close());
	start_and_wait();
	MEASURE("spawn", SOME, start_and_wait());
	create_and_remove();
	MEASURE("create_remove", SOME, create_and_remove());
}
