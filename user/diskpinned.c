/* SPDX-License-Identifier: MIT */
/*
 * diskpinned - takes away the page of a request that has not begun, and tries to get its frame.
 * Must be seen: that the frame stays until the end of the request, and no longer.
 */
#include <user/sectors.h>

#define BUSY ((uint8_t *)0x10000000) /* what is carried before */
#define BUSY_REQUESTS 12
#define PAGE ((uint8_t *)0x20000000)
#define OTHER ((uint8_t *)0x20001000)
#define TRIES 50

static bindid_t disk;
static uint32_t volume;

/* One try. False if the request had ended before the last look at it. */
static bool
try(void)
{
	diskreq_t busy[BUSY_REQUESTS], r;
	int before, pinned, alone, taken, end;
	ppn_t frame;

	make_pages(PAGE, 1);
	frame = PGNUM(uvpt[PGNUM(PAGE)]);
	before = pages[frame].pp_ref;
	for (int i = 0; i < BUSY_REQUESTS; i++)
		busy[i] = must(sys_disk_submit(disk, volume, BUSY, DISK_SECTORS_MAX, false));
	r = must(sys_disk_submit(disk, volume, PAGE + SECTSIZE, 1, false));
	pinned = pages[frame].pp_ref;
	must(sys_page_unmap(0, PAGE));
	alone = pages[frame].pp_ref;
	taken = sys_page_alloc_at(0, OTHER, RW, frame);
	end = sys_disk_poll(r);
	for (int i = 0; i < BUSY_REQUESTS; i++)
		must(sys_disk_wait(busy[i]));
	if (end != -E_NOT_YET)
		return false;
	report("references %d %d %d", before, pinned, alone);
	report("taken %d", taken);
	report("end %d", sys_disk_wait(r));
	report("afterwards %u", pages[frame].pp_ref);
	report("then_taken %d", sys_page_alloc_at(0, OTHER, RW, frame));
	return true;
}

void
umain(int argc, char **argv)
{
	uint32_t count;

	peers_find();
	disk = binding_of(peers[0]);
	volume = find_volume(disk, &count);
	make_pages(BUSY, DISK_SECTORS_MAX / SECTS_PER_PAGE);
	for (int n = 0; n < TRIES && !try(); n++)
		sys_page_unmap(0, OTHER);
	stay();
}
