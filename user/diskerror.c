/* SPDX-License-Identifier: MIT */
/*
 * diskerror - the disk reports errors at two sectors of the volume: one when it is read, one when
 * it is written (the grader sees to that). Start two.
 * Must be seen: that who asked for those hears of it, and nobody else.
 */
#include <user/puppet.h>

#define BUFFER ((uint8_t *)0x10000000)
#define BAD_READ 100
#define BAD_WRITE 300

static bindid_t disk, part;
static uint32_t volume;

static void
try(const char *key, uint32_t sector, uint32_t count, int write)
{
	report("%s %d", key, carry(disk, volume + sector, BUFFER, count, write));
}

static diskreq_t
tell_read(uint32_t sector, uint32_t count)
{
	return tell(1, SYS_disk_submit, (uint32_t)part, volume + sector, (uint32_t)BUFFER, count,
		    false);
}

void
umain(int argc, char **argv)
{
	diskreq_t r[4], theirs[2];
	uint32_t count;

	play();
	disk = binding_of(peers[0]);
	volume = find_volume(disk, &count);
	part = must(sys_bind_grant(disk, peers[1], volume, 1000, BIND_READ));
	make_pages(BUFFER, DISK_SECTORS_MAX / SECTS_PER_PAGE);
	for (uint32_t i = 0; i < DISK_SECTORS_MAX / SECTS_PER_PAGE; i++)
		must(tell(1, SYS_page_alloc, 0, (uint32_t)BUFFER + i * PGSIZE, RW, 0, 0));
	fill_sectors((uint32_t *)BUFFER, 292, 16);
	try("bad_write", 292, 16, true);
	try("good_write", 301, 3, true);
	try("bad_read", BAD_READ, 1, false);
	try("good_read", BAD_READ + 16, 1, false);
	report("sector %d", are_sectors((uint32_t *)BUFFER, BAD_READ + 16, 1));
	r[0] = must(sys_disk_submit(disk, volume, BUFFER, 8, false));
	theirs[0] = must(tell_read(16, 8));
	r[1] = must(sys_disk_submit(disk, volume + BAD_READ, BUFFER, 8, false));
	theirs[1] = must(tell_read(24, 8));
	r[2] = must(sys_disk_submit(disk, volume + BAD_WRITE, BUFFER, 8, false));
	r[3] = must(sys_disk_submit(disk, volume + BAD_WRITE, BUFFER, 8, true));
	report("before %d", sys_disk_wait(r[0]));
	report("between %d", sys_disk_wait(r[1]));
	report("behind %d", sys_disk_wait(r[2]));
	report("written %d", sys_disk_wait(r[3]));
	report("theirs %d %d", tell(1, SYS_disk_wait, (uint32_t)theirs[0], 0, 0, 0, 0),
	       tell(1, SYS_disk_wait, (uint32_t)theirs[1], 0, 0, 0, 0));
	stay();
}
