/* SPDX-License-Identifier: MIT */
/*
 * diskpages - carries sectors of the volume into and out of memory, at every place in a page, over
 * many pages whose frames do not lie in order.
 * Must be seen: no error; and from outside, each sector in its place, here and on the disk, and
 * nothing else changed.
 */
#include <user/sectors.h>

/* Each piece has an area of its own, of whole pages. */
#define AREAS 0x10000000
#define AREA_SIZE 0x100000

static const struct Piece {
	uint32_t offset; /* in the first page, in sectors */
	uint32_t count;
} pieces[] = { { 0, 1 },  { 7, 1 },   { 3, 4 },	  { 0, 8 },   { 7, 2 },	 { 4, 8 },
	       { 1, 30 }, { 0, 256 }, { 5, 256 }, { 7, 255 }, { 3, 105 } };

static uint32_t
pages_of(const struct Piece *p)
{
	return (p->offset + p->count + SECTS_PER_PAGE - 1) / SECTS_PER_PAGE;
}

/* Pages from the last to the first and back, so that frames next to each other are not so here. */
static void
make_area(uint8_t *area, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t page = i % 2 ? i / 2 : n - 1 - i / 2;

		must(sys_page_alloc(0, area + page * PGSIZE, RW));
	}
}

void
umain(int argc, char **argv)
{
	uint32_t count, sector = 16, size, n = ARRAY_SIZE(pieces);
	bindid_t disk;

	peers_find();
	disk = binding_of(peers[0]);
	report("volume %u", find_volume(disk, &count));
	sector += find_volume(disk, &count);
	/* The first n are read, the others written; between them some sectors are left alone. */
	for (uint32_t i = 0; i < 2 * n; i++) {
		const struct Piece *p = &pieces[i % n];
		uint8_t *area = (uint8_t *)AREAS + i * AREA_SIZE;

		size = pages_of(p) * PGSIZE;
		make_area(area, size / PGSIZE);
		for (uint32_t word = 0; word < size / 4; word++)
			((uint32_t *)area)[word] = nonce_number() + word * 4 + i;
		report("piece %u %d", i,
		       carry(disk, sector, area + p->offset * SECTSIZE, p->count, i >= n));
		sector += p->count + 3;
	}
	stay();
}
