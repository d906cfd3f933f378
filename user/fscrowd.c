/* SPDX-License-Identifier: MIT */
/*
 * fscrowd - very many programs (crowd=N) that write files, and end at any moment, or are ended.
 * Must be seen: from outside, that the file system is in order, and in /c/K, if it is there,
 * nothing but zeros and what program K writes (word_of()).
 */
#include <user/chance.h>
#include <user/fsraw.h>

#define AT_A_TIME 20
#define PAGES 24 /* of a file, at most */
#define STEPS 40

static uint32_t page[PGSIZE / sizeof(uint32_t)];

/* What program k writes in word i of page n. */
static uint32_t
word_of(uint32_t k, uint32_t n, uint32_t i)
{
	return ((k << 16) + (n << 10) + i) * 2654435761u ^ nonce_number();
}

static void
write_page(uint32_t k, uint32_t n)
{
	uint32_t own = nonce_number();

	for (uint32_t i = 0; i < ARRAY_SIZE(page); i++)
		page[i] = ((k << 16) + (n << 10) + i) * 2654435761u ^ own;
	raw_write(0, n * PGSIZE, page, sizeof(page));
}

/* One program: some steps, but it may end after any of them. */
static void __noreturn
live(uint32_t k)
{
	char own[32], other[32];

	snprintf(own, sizeof(own), "/c/%u", k);
	snprintf(other, sizeof(other), "/c/%u-too", k);
	chance_begin(nonce_number() + k);
	for (int step = 0; step < STEPS && chance(25) != 0; step++) {
		int r = raw_open(0, own, O_RDWR | O_CREAT);

		if (r < 0)
			continue;
		switch (chance(6)) {
		case 0:
			raw_file(0, FSOP_SET_SIZE, 0, chance(PAGES) * PGSIZE);
			break;
		case 1:
			raw_path(FSREQ_REMOVE, 0, own, NULL, NULL);
			write_page(k, chance(PAGES));
			break;
		case 2:
			raw_path(FSREQ_RENAME, 0, own, other, NULL);
			raw_path(FSREQ_RENAME, 0, other, own, NULL);
			break;
		default:
			for (uint32_t n = chance(4) + 1; n > 0; n--)
				write_page(k, chance(PAGES));
		}
		if (chance(3) == 0)
			raw_close(0);
	}
	exit();
}

/* Ends some, in the midst of what they do; waits for the others. */
static void
outlive(envid_t *crowd, int n)
{
	for (int i = 0; i < n; i++) {
		for (uint32_t turns = chance(60); turns > 0; turns--)
			sys_yield();
		if (chance(2))
			sys_env_destroy(crowd[i]);
	}
	for (int i = 0; i < n; i++)
		wait(crowd[i]);
}

void
umain(int argc, char **argv)
{
	uint32_t n = option("crowd", 200);
	envid_t crowd[AT_A_TIME];
	int living = 0;

	raw_start();
	raw_path(FSREQ_MKDIR, 0, "/c", NULL, NULL);
	chance_begin(nonce_number());
	for (uint32_t k = 0; k < n; k++) {
		crowd[living] = fork();
		if (crowd[living] < 0)
			panic("fscrowd: %e", crowd[living]);
		if (crowd[living] == 0)
			live(k);
		if (++living == AT_A_TIME || k == n - 1) {
			outlive(crowd, living);
			living = 0;
		}
	}
	report("sync %d", raw_sync());
	report("first %08x", word_of(0, 0, 0));
}
