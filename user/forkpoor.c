/* SPDX-License-Identifier: MIT */
/*
 * forkpoor - forks with ever more memory, from none, until it is enough. Start it with little
 * memory. Each attempt is made by a child that first takes all memory but some frames.
 * Must be seen: why each failed, and as many free frames after it as before.
 */
#include <user/frames.h>
#include <user/stay.h>

#define HOARD ((char *)0x10000000)
#define MOST 24

/*
 * Takes all but keep frames, to read only: they are not copied. Nothing but the stack is written
 * from here on.
 */
static void
hoard(uint32_t keep)
{
	char *at = HOARD;

	while (sys_page_alloc(0, at, RO) == 0)
		at += PGSIZE;
	while (keep-- > 0)
		must(sys_page_unmap(0, at -= PGSIZE));
}

static void
attempt(const char *key, envid_t (*how)(void), uint32_t keep)
{
	uint32_t before;
	envid_t child;

	hoard(keep);
	before = count_free_frames();
	child = how();
	if (child == 0)
		exit();
	if (child > 0)
		wait(child);
	report("%s %d %u %u %d", key, MIN(child, 1), keep, before, count_free_frames());
	exit();
}

static void
try_all(const char *key, envid_t (*how)(void))
{
	for (uint32_t keep = 0; keep < MOST; keep++) {
		envid_t child = must(fork());

		if (child == 0)
			attempt(key, how, keep);
		wait(child);
	}
}

void
umain(int argc, char **argv)
{
	try_all("poor_fork", fork);
	try_all("poor_copying", fork_copying);
	report("forkpoor: done");
}
