/* SPDX-License-Identifier: MIT */
/*
 * diskbounds - requests outside of what is bound, or not as it is bound. Start two.
 * Must be seen: the errors; and from outside, that only what was allowed has been written, and
 * memory been read into.
 */
#include <user/puppet.h>

#define BUFFER ((uint8_t *)0x10000000) /* written to the disk, never read into */
#define PLACE ((uint8_t *)0x10100000)  /* the other way round */
#define PAGES 40

/* Sectors of the volume, and how they are bound. */
#define READABLE 16
#define WRITABLE 32
#define BOTH 48
#define COUNT 8

static bindid_t root, readable, writable, both, foreign;
static uint32_t volume, disk_size;

static void
try_read(const char *key, bindid_t b, uint32_t sector, uint32_t count)
{
	report("%s %d", key, carry(b, sector, PLACE, count, false));
}

static void
try_write(const char *key, bindid_t b, uint32_t sector, uint32_t count)
{
	report("%s %d", key, carry(b, sector, BUFFER, count, true));
}

static void
out_of_range(void)
{
	uint32_t start = volume + READABLE;

	try_read("before", readable, start - 1, 1);
	try_read("begins_before", readable, start - 1, 2);
	try_read("behind", readable, start + COUNT, 1);
	try_read("ends_behind", readable, start + COUNT - 1, 2);
	try_read("one_too_many", readable, start, COUNT + 1);
	try_read("all", readable, start, DISK_SECTORS_MAX);
	try_read("far", readable, 0xFFFFFFFF, 1);
	try_read("wraps", readable, 0xFFFFFFFF, 2);
	try_write("write_behind", both, volume + BOTH + COUNT - 1, 2);
	try_write("write_before", both, volume + BOTH - 1, 1);
	try_write("write_wraps", both, 0xFFFFFF80, 256);
	try_read("disk_end", root, disk_size - 1, 2);
	try_write("behind_disk", root, disk_size, 1);
}

static void
not_allowed(void)
{
	try_write("write_readable", readable, volume + READABLE, 1);
	try_read("read_writable", writable, volume + WRITABLE, 1);
	try_read("of_another", foreign, volume + READABLE, 1);
	try_read("slot_only", BINDX(both), volume + BOTH, 1);
	try_read("zero", 0, volume + BOTH, 1);
	try_read("negative", -1, volume + BOTH, 1);
	try_read("none", readable, volume + READABLE, 0);
	try_read("too_many", root, volume, DISK_SECTORS_MAX + 1);
	try_read("very_many", root, volume, 0x80000001);
}

static void
allowed(void)
{
	report("good_read %d", carry(readable, volume + READABLE, PLACE, COUNT, false));
	report("good_write %d", carry(writable, volume + WRITABLE, BUFFER, COUNT, true));
	report("good_both %d", carry(both, volume + BOTH + COUNT - 1, BUFFER, 1, true));
	report("good_last %d", carry(root, disk_size - 1, PLACE + COUNT * SECTSIZE, 1, false));
}

void
umain(int argc, char **argv)
{
	bindid_t gone;
	uint32_t count;

	play();
	root = binding_of(peers[0]);
	disk_size = kerninfo.ki_disk_sectors;
	volume = find_volume(root, &count);
	readable = must(sys_bind_grant(root, 0, volume + READABLE, COUNT, BIND_READ));
	writable = must(sys_bind_grant(root, 0, volume + WRITABLE, COUNT, BIND_WRITE));
	both = must(sys_bind_grant(root, 0, volume + BOTH, COUNT, BIND_ALL));
	foreign = must(sys_bind_grant(root, peers[1], volume + READABLE, COUNT, BIND_ALL));
	gone = must(sys_bind_grant(root, 0, volume + READABLE, COUNT, BIND_ALL));
	must(sys_bind_revoke(gone));
	make_pages(BUFFER, PAGES);
	make_pages(PLACE, PAGES);
	fill_sectors((uint32_t *)BUFFER, 0, PAGES * SECTS_PER_PAGE);
	fill_sectors((uint32_t *)PLACE, 1000, PAGES * SECTS_PER_PAGE);
	out_of_range();
	not_allowed();
	try_write("revoked", gone, volume + READABLE, 1);
	report("requests %u", thisenv->env_nrequests);
	allowed();
	stay();
}
