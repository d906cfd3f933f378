/* SPDX-License-Identifier: MIT */
/*
 * fscache - the file server's cache by itself, above a disk of our own. With cache=128.
 * Must be seen: "gone 1" and "checked 0" of a directory's block that came back; that a block stays
 * that is touched all the time, or held, while others go, each in its turn; and at last a fault
 * behind the last block, as the kernel tells of it.
 */
#include <user/fs/cache.c>
#include <user/test.h>

#define NBLOCKS 400
#define DIRECTORY 1

/* As in probe.S. */
__asm__(".text\n"
	".globl probe, probe_load, probe_done\n"
	"probe:\n"
	"	movl 4(%esp), %edx\n"
	"	xorl %eax, %eax\n"
	"probe_load:\n"
	"	testb $0, (%edx)\n"
	"probe_done:\n"
	"	ret\n");

void
disk_begin_read(uint32_t block, void *va, uint32_t count)
{
	memset(va, (int)block, count * PGSIZE);
}

int
disk_finish(void)
{
	return 0;
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

void
umain(int argc, char **argv)
{
	must(cache_init(NBLOCKS));
	come_again();
	keep_touching();
	go_round();
	hold_some();
	peek(block_va(NBLOCKS));
	survived("behind the last block");
}
