/* SPDX-License-Identifier: MIT */
/*
 * diskorder - writes to scattered sectors of the volume, many under way at a time. Start two.
 * Must be seen: from outside, that they reach the disk in the order in which they were asked for.
 */
#include <user/chance.h>
#include <user/puppet.h>

#define BUFFER ((uint8_t *)0x10000000)
#define BUSY ((uint8_t *)0x10100000) /* what keeps the disk busy meanwhile */
#define BUSY_REQUESTS 6
#define ROUNDS 4
#define MINE (DISK_REQUESTS_MAX - BUSY_REQUESTS)
#define THEIRS 4

static bindid_t disk, part;
static uint32_t volume, count;

static uint32_t
any_sector(void)
{
	return volume + chance(count);
}

/* How many requests did not end well. */
static int
play_round(void)
{
	diskreq_t busy[BUSY_REQUESTS], mine[MINE], theirs[THEIRS];
	int bad = 0;

	for (int i = 0; i < BUSY_REQUESTS; i++)
		busy[i] = must(sys_disk_submit(disk, volume, BUSY, DISK_SECTORS_MAX, false));
	for (int i = 0; i < MINE; i++)
		mine[i] = must(sys_disk_submit(disk, any_sector(), BUFFER, 1, true));
	for (int i = 0; i < THEIRS; i++)
		theirs[i] = must(tell(1, SYS_disk_submit, (uint32_t)part, any_sector(),
				      (uint32_t)BUFFER, 1, true));
	for (int i = THEIRS - 1; i >= 0; i--)
		bad += tell(1, SYS_disk_wait, (uint32_t)theirs[i], 0, 0, 0, 0) != 0;
	for (int i = MINE - 1; i >= 0; i--)
		bad += sys_disk_wait(mine[i]) != 0;
	for (int i = 0; i < BUSY_REQUESTS; i++)
		bad += sys_disk_wait(busy[i]) != 0;
	return bad;
}

void
umain(int argc, char **argv)
{
	int bad = 0;

	play();
	chance_begin(nonce_number());
	disk = binding_of(peers[0]);
	volume = find_volume(disk, &count);
	part = must(sys_bind_grant(disk, peers[1], volume, count, BIND_WRITE));
	make_pages(BUFFER, 1);
	make_pages(BUSY, DISK_SECTORS_MAX / SECTS_PER_PAGE);
	must(tell(1, SYS_page_alloc, 0, (uint32_t)BUFFER, RW, 0, 0));
	for (int round = 0; round < ROUNDS; round++)
		bad += play_round();
	report("bad %d", bad);
	stay();
}
