/* SPDX-License-Identifier: MIT */
/*
 * sectors.h - what tests of bindings and of the disk share. The grader has put onto the disk a
 * volume, the third partition, each word of which is known from its place (volume_word()).
 */
#ifndef EXOLAB_USER_SECTORS_H
#define EXOLAB_USER_SECTORS_H

#include <user/peers.h>

#define RW (PTE_P | PTE_U | PTE_W)
#define RO (PTE_P | PTE_U)

#define WORDS_PER_SECTOR (SECTSIZE / 4)

/* The partition table in sector 0 (as every PC has it). */
#define MBR_TABLE 446
#define MBR_ENTRY_SIZE 16
#define MBR_FIRST 8
#define MBR_COUNT 12
#define VOLUME_ENTRY 2

/* What stands at first in word i of sector n of the volume; and what the tests write there. */
static inline uint32_t
volume_word(uint32_t n, uint32_t i)
{
	return (n * WORDS_PER_SECTOR + i) * 2654435761u;
}

static inline uint32_t
written_word(uint32_t n, uint32_t i)
{
	return volume_word(n, i) ^ nonce_number();
}

/* The binding that environment e got last, or 0; its index there is ENVX(e). */
static inline bindid_t
binding_of(envid_t e)
{
	for (int i = 0; i < NBINDING; i++)
		if (bindings[i].b_holder == e && bindings[i].b_held_prev == NULL)
			return bindings[i].b_id;
	return 0;
}

/* Carries sectors, and waits until it is done. */
static inline int
carry(bindid_t binding, uint32_t sector, void *va, uint32_t count, int write)
{
	diskreq_t r = sys_disk_submit(binding, sector, va, count, write);

	return r < 0 ? r : sys_disk_wait(r);
}

/* Pages of one's own: n at va. */
static inline void
make_pages(void *va, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		must(sys_page_alloc(0, (uint8_t *)va + i * PGSIZE, RW));
}

/* Where the volume begins, and how many sectors it has; read from the disk with this binding. */
static inline uint32_t
find_volume(bindid_t disk, uint32_t *count)
{
	const uint8_t *entry = (uint8_t *)UTEMP + MBR_TABLE + VOLUME_ENTRY * MBR_ENTRY_SIZE;
	uint32_t first;

	make_pages(UTEMP, 1);
	must(carry(disk, 0, UTEMP, 1, false));
	/* Where they lie nothing is aligned. */
	memcpy(&first, entry + MBR_FIRST, sizeof(first));
	memcpy(count, entry + MBR_COUNT, sizeof(*count));
	sys_page_unmap(0, UTEMP);
	return first;
}

/* Fills sectors in memory with what is written to those of the volume from n on. */
static inline void
fill_sectors(uint32_t *to, uint32_t n, uint32_t count)
{
	for (uint32_t i = 0; i < count * WORDS_PER_SECTOR; i++)
		to[i] = written_word(n, i);
}

/* Does memory hold the sectors of the volume from n on, as they were at first? */
static inline bool
are_sectors(const uint32_t *memory, uint32_t n, uint32_t count)
{
	for (uint32_t i = 0; i < count * WORDS_PER_SECTOR; i++)
		if (memory[i] != volume_word(n, i))
			return false;
	return true;
}

#endif
