/* SPDX-License-Identifier: MIT */
/*
 * fscache - the file server's cache by itself, above a disk of our own. With cache=128. Start
 * three: each ends by a fault.
 * Must be seen: "gone 1" and "checked 0" of a directory's block that came back; that a block stays
 * that is touched all the time, or held, while others go, each in its turn; "not_zero 0" of a
 * new block; "poor 0" of one that is read when there is no memory left; and how they end: by
 * panic() at a block that cannot be read, by a fault at no address, and by one behind the last
 * block, as the kernel tells of these.
 */
#include <user/fs/cache.c>
#include <user/peers.h>

#define NBLOCKS 400
#define DIRECTORY 1
#define UNREADABLE 2   /* for the first of us */
#define FAILURES_MAX 3 /* far more than anybody should see */
#define DROPPED 8
#define TAKEN ((char *)0x40000000)

static int result; /* of what was begun */
static uint32_t failures;

void
disk_begin_read(uint32_t block, void *va, uint32_t count)
{
	if (me == 0 && block == UNREADABLE) {
		result = -E_IO;
		failures++;
	} else {
		memset(va, (int)(block % 255 + 1), count * PGSIZE); /* no zeros */
	}
}

int
disk_finish(void)
{
	int r = result;

	result = 0;
	if (failures > FAILURES_MAX) {
		report("read_for_ever 1");
		exit();
	}
	return r;
}

static void
get(uint32_t block, enum Role role)
{
	void *page;

	must(cache_get(block, role, &page));
}

/* A block that was looked over goes, when more are read than there is room for, and comes again. */
static void
come_again(void)
{
	get(DIRECTORY, ROLE_DIR);
	block_set(DIRECTORY, B_CHECKED);
	for (uint32_t block = DIRECTORY + 1; block < NBLOCKS; block++)
		get(block, ROLE_DATA);
	report("gone %d", !present(DIRECTORY));
	get(DIRECTORY, ROLE_DIR);
	report("checked %d", block_has(DIRECTORY, B_CHECKED));
}

/* One block is touched between all others: how often it has to come again. */
static void
keep_touching(void)
{
	uint32_t misses = 0;

	get(DIRECTORY, ROLE_DIR);
	for (uint32_t block = DIRECTORY + 1; block < NBLOCKS; block++) {
		get(block, ROLE_DATA);
		misses += !present(DIRECTORY);
		(void)*(volatile uint8_t *)block_va(DIRECTORY); /* which does not hold it */
	}
	report("misses %u", misses);
}

/* Half as many blocks as there are slots come: into how many different ones. */
static void
go_round(void)
{
	static bool used[NBLOCKS];
	uint32_t different = 0;

	for (uint32_t i = 0; i < limit / 2; i++) {
		uint32_t block = DIRECTORY + 1 + i;

		get(block, ROLE_DATA);
		different += !used[blocks[block].b_slot];
		used[blocks[block].b_slot] = true;
	}
	report("different %u", different);
}

/* What is held just now stays, though all else that has a frame was touched since. */
static void
hold_some(void)
{
	int slot;

	for (uint32_t block = NBLOCKS - CACHE_HELD; block < NBLOCKS; block++)
		get(block, ROLE_DATA);
	for (uint32_t i = 0; i < nslots; i++)
		if (!is_held(slots[i]))
			(void)*(volatile uint8_t *)block_va(slots[i]);
	for (uint32_t i = 0; i < nslots; i++)
		if (is_held(slots[i]))
			was_touched(slots[i]);
	slot = must(choose_victim());
	report("held_chosen %d", is_held(slots[slot]));
}

static uint32_t
absent_block(void)
{
	uint32_t block = DIRECTORY;

	while (present(block))
		block++;
	return block;
}

/* A block that takes another one's frame, and holds nothing yet. */
static void
make_one(void)
{
	uint32_t block = absent_block(), words = 0;
	void *page;

	cache_drop(block);
	must(cache_make(block, ROLE_DATA, &page));
	for (size_t i = 0; i < PGSIZE / sizeof(uint32_t); i++)
		words += ((uint32_t *)page)[i] != 0;
	report("not_zero %u", words);
}

/* Fewer blocks are here than may be, but the kernel has no frame for one more. */
static void
without_memory(void)
{
	void *page;

	for (int i = 0; i < DROPPED; i++)
		cache_drop(slots[0]);
	for (char *va = TAKEN; sys_page_alloc(0, va, RW) == 0; va += PGSIZE)
		;
	report("poor %d", cache_get(absent_block(), ROLE_DATA, &page));
}

/* Who can bear the error is told; who uses the block as if it were there cannot go on. */
static void
use_unreadable(void)
{
	void *page;

	report("told %d", cache_get(UNREADABLE, ROLE_DATA, &page));
	failures = 0;
	peek(block_va(UNREADABLE));
	survived("a block that cannot be read");
}

void
umain(int argc, char **argv)
{
	peers_find();
	must(cache_init(NBLOCKS));
	switch (me) {
	case 0:
		use_unreadable();
		break;
	case 1:
		peek(NULL);
		survived("at no address");
		break;
	default:
		come_again();
		keep_touching();
		go_round();
		hold_some();
		make_one();
		/* They need memory, too. */
		await_end(0);
		await_end(1);
		without_memory();
		peek(block_va(NBLOCKS));
		survived("behind the last block");
	}
}
