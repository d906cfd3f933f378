/* SPDX-License-Identifier: MIT */
/*
 * pipes - bytes through pipes, and what becomes of them when an end is closed.
 * Must be seen: the hash of what was written; and how each end learns of the other's.
 */
#include <inc/x86.h>
#include <user/hashes.h>

#define MUCH 30000
#define ROUNDS 200
#define PIECE 3000 /* of two writers: it fits, but as a rule not at once */

static uint8_t buf[8192];

static void
write_text(int fd, uint32_t total, uint32_t step)
{
	uint32_t done = 0;

	for (uint32_t n = 1; done < total; done += n, n = n * step % 4999 + 1) {
		n = MIN(n, total - done);
		for (uint32_t i = 0; i < n; i++)
			buf[i] = text_byte(done + i);
		if (write(fd, buf, n) != (ssize_t)n)
			report("short_write 1");
	}
}

/* A child writes, in odd pieces, some of them larger than what a pipe holds; we read, in others. */
static void
carry(const char *name, size_t piece)
{
	struct Hash hash = hash_begin();
	int fd[2];
	ssize_t r;

	must(pipe(fd));
	if (must(fork()) == 0) {
		close(fd[0]);
		write_text(fd[1], MUCH, 7);
		exit();
	}
	close(fd[1]);
	while ((r = read(fd[0], buf, piece)) > 0)
		hash_add(&hash, buf, (size_t)r);
	hash_report(name, &hash);
	report("%s_end %d", name, r);
	close(fd[0]);
}

/* One write of more than fits. */
static void
write_at_once(void)
{
	static uint8_t large[40 * PGSIZE];
	struct Hash hash = hash_begin();
	int fd[2];
	ssize_t r;

	must(pipe(fd));
	if (must(fork()) == 0) {
		close(fd[0]);
		for (uint32_t i = 0; i < sizeof(large); i++)
			large[i] = text_byte(i);
		report("large_written %d", write(fd[1], large, sizeof(large)));
		exit();
	}
	close(fd[1]);
	while ((r = read(fd[0], buf, 1000)) > 0)
		hash_add(&hash, buf, (size_t)r);
	hash_report("large", &hash);
	close(fd[0]);
}

/* What is there can be read, without the end, and after it. */
static void
take_what_is_there(void)
{
	int fd[2];

	must(pipe(fd));
	must(write(fd[1], "abc", 3));
	report("partly %d", read(fd[0], buf, 100));
	must(write(fd[1], "defgh", 5));
	report("open_ends %d", pipeisclosed(fd[0]) + pipeisclosed(fd[1]));
	close(fd[1]);
	report("rest %d", read(fd[0], buf, 100));
	report("then_end %d", read(fd[0], buf, 100));
	report("closed %d", pipeisclosed(fd[0]));
	close(fd[0]);
	must(pipe(fd));
	close(fd[0]);
	report("no_reader %d", write(fd[1], "abc", 3));
	report("wrong_way %d", read(fd[1], buf, 3));
	close(fd[1]);
}

/* Who ends without a word, in the middle of it, has closed its end, too. */
static void
crash(void)
{
	int fd[2];
	envid_t child;

	must(pipe(fd));
	child = must(fork());
	if (child == 0) {
		close(fd[0]);
		must(write(fd[1], "abc", 3));
		sys_ipc_recv((void *)UTOP);
	}
	close(fd[1]);
	report("before_crash %d", read(fd[0], buf, 100));
	must(sys_env_destroy(child));
	report("after_crash %d", read(fd[0], buf, 100));
	close(fd[0]);
	must(pipe(fd));
	child = must(fork());
	if (child == 0) {
		close(fd[1]);
		sys_ipc_recv((void *)UTOP);
	}
	close(fd[0]);
	must(write(fd[1], buf, 4000));
	/* Who runs on another processor is not gone at once. */
	while (envs[ENVX(child)].env_wait != WAIT_FOR_MESSAGE)
		sys_yield();
	must(sys_env_destroy(child));
	report("writer_learns %d", write(fd[1], buf, sizeof(buf)));
	close(fd[1]);
}

/* The reader goes away in the middle of a write: some of it was written, and that is no error. */
static void
half_a_write(void)
{
	int fd[2];
	ssize_t r;

	must(pipe(fd));
	if (must(fork()) == 0) {
		close(fd[1]);
		must(readn(fd[0], buf, 500));
		exit();
	}
	close(fd[0]);
	r = write(fd[1], buf, sizeof(buf));
	report("half_written %d", r >= 500 && r < (ssize_t)sizeof(buf));
	report("other_half %d", write(fd[1], buf, 1));
	close(fd[1]);
}

/* Two write pieces that must not mix. */
static void
two_writers(void)
{
	uint32_t broken = 0, total = 0;
	int fd[2];

	must(pipe(fd));
	for (uint8_t who = 1; who <= 2; who++) {
		if (must(fork()) != 0)
			continue;
		close(fd[0]);
		for (int i = 0; i < 100; i++) {
			memset(buf, 2 * i + who, PIECE);
			must(write(fd[1], buf, PIECE));
		}
		exit();
	}
	close(fd[1]);
	while (readn(fd[0], buf, PIECE) == PIECE) {
		for (int i = 1; i < PIECE; i++)
			broken += buf[i] != buf[0];
		total++;
		/* No room for either of them for a while; who has the next turn varies. */
		for (uint32_t i = 0; i < total % 4; i++)
			sys_yield();
	}
	report("pieces %u", total);
	report("broken %u", broken);
	close(fd[0]);
}

/* Reads till the end, and tells how many bytes there were. */
static void
count_bytes(int from, int to)
{
	uint32_t found = 0;
	ssize_t r;

	while ((r = read(from, buf, sizeof(buf))) > 0)
		found += (uint32_t)r;
	must(write(to, &found, sizeof(found)));
}

/* Two read from one pipe: each byte comes to one of them, once. */
static void
two_readers(void)
{
	uint32_t found, written = 0, total = 0;
	int fd[2], back[2];

	must(pipe(fd));
	must(pipe(back));
	for (int who = 0; who < 2; who++) {
		if (must(fork()) != 0)
			continue;
		close(fd[1]);
		count_bytes(fd[0], back[1]);
		exit();
	}
	close(fd[0]);
	close(back[1]);
	for (int i = 0; i < 100; i++)
		written += (uint32_t)must(write(fd[1], buf, sizeof(buf)));
	close(fd[1]);
	while (readn(back[0], &found, sizeof(found)) == sizeof(found))
		total += found;
	report("parts %d", (int)(total - written));
	close(back[0]);
}

static void
fork_and_wait(void)
{
	envid_t child = must(fork());

	if (child == 0)
		exit();
	wait(child);
}

/*
 * The same end n times more, and once again. With many, the counts of references are far apart;
 * with two, an old one and a new one may just be the same, for two have the other end.
 */
static void
swing(int fd, int n)
{
	for (int i = 10; i < 10 + n; i++)
		must(dup(fd, i));
	sys_yield();
	for (int i = 10; i < 10 + n; i++)
		close(i);
	sys_yield();
}

/* While descriptors are handed on and dropped all the time, nobody sees an end closed. */
static void
never_closed(void)
{
	uint32_t wrong = 0;
	int fd[2];
	envid_t child;

	must(pipe(fd));
	child = must(fork());
	if (child == 0) {
		for (int i = 0; i < ROUNDS; i++) {
			swing(fd[i % 2], i % 4 < 2 ? NFD - 10 : 2);
			if (i % 10 == 0)
				fork_and_wait();
		}
		exit();
	}
	while (envs[ENVX(child)].env_id == child && envs[ENVX(child)].env_status > ENV_DYING) {
		cpu_pause();
		/* Most of the time between two counts, so that it is there that others come. */
		for (int i = 0; i < 100; i++)
			wrong += (pipeisclosed(fd[0]) != 0) + (pipeisclosed(fd[1]) != 0);
	}
	report("wrongly_closed %u", wrong);
}

void
umain(int argc, char **argv)
{
	carry("by_1", 1);
	carry("by_61", 61);
	carry("by_5000", 5000);
	write_at_once();
	take_what_is_there();
	crash();
	half_a_write();
	two_writers();
	two_readers();
	never_closed();
	report("done 1");
}
