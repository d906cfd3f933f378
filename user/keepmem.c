/* SPDX-License-Identifier: MIT */
/*
 * keepmem - takes memory, fills it with what follows from the nonce, and looks again later,
 * rounds=N times (40), while others run.
 * Must be seen: "keepmem: N rounds, 0 words changed, sum S".
 */
#include <user/peers.h>

#define START ((uint32_t *)0x10000000)
#define PAGES 24
#define RW (PTE_P | PTE_U | PTE_W)

void
umain(int argc, char **argv)
{
	uint32_t rounds, changed = 0, sum = 0;

	peers_find();
	rounds = option("rounds", 40);
	for (uint32_t round = 0; round < rounds; round++) {
		uint32_t word = nonce_number() + (uint32_t)me * 65537u + round;

		for (uint32_t i = 0; i < PAGES; i++) {
			uint32_t *page = START + i * (PGSIZE / sizeof(uint32_t));
			int r = sys_page_alloc(0, page, RW);

			if (r < 0)
				panic("keepmem: %e", r);
			for (uint32_t j = 0; j < PGSIZE / sizeof(uint32_t); j += 64)
				page[j] = word * (i + 1) ^ j;
		}
		rest();
		for (uint32_t i = 0; i < PAGES; i++) {
			uint32_t *page = START + i * (PGSIZE / sizeof(uint32_t));

			for (uint32_t j = 0; j < PGSIZE / sizeof(uint32_t); j += 64) {
				changed += page[j] != (word * (i + 1) ^ j);
				sum += page[j];
			}
			if (i % 2 == 0)
				sys_page_unmap(0, page);
		}
	}
	report("keepmem: %u rounds, %u words changed, sum %08x", rounds, changed, sum);
}
