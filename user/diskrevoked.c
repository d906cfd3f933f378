/* SPDX-License-Identifier: MIT */
/*
 * diskrevoked - a binding is taken back while a request through it waits for its turn. Start two.
 * Must be seen: that the request is refused, if it had not begun; and from outside, that its sector
 * is as it was.
 */
#include <user/puppet.h>

#define BUFFER ((uint8_t *)0x10000000)
#define BUSY_REQUESTS 12
#define SECTOR 500
#define TRIES 50

static bindid_t disk;
static uint32_t volume;

/* One try, with a sector of its own. False if the request had begun before. */
static bool
try(uint32_t sector)
{
	bindid_t part = must(sys_bind_grant(disk, peers[1], volume + sector, 8, BIND_WRITE));
	diskreq_t busy[BUSY_REQUESTS], last, r;
	int end;

	for (int i = 0; i < BUSY_REQUESTS; i++)
		busy[i] = must(sys_disk_submit(disk, volume, BUFFER, DISK_SECTORS_MAX, false));
	r = must(tell(1, SYS_disk_submit, (uint32_t)part, volume + sector, (uint32_t)BUFFER, 1,
		      true));
	last = must(sys_disk_submit(disk, volume, BUFFER, 1, false));
	must(sys_bind_revoke(part));
	end = sys_disk_poll(busy[BUSY_REQUESTS - 1]);
	for (int i = 0; i < BUSY_REQUESTS - (end == 0); i++)
		must(sys_disk_wait(busy[i]));
	if (end != -E_NOT_YET) {
		must(sys_disk_wait(last));
		tell(1, SYS_disk_wait, (uint32_t)r, 0, 0, 0, 0);
		return false;
	}
	report("sector %u", sector);
	report("refused %d", tell(1, SYS_disk_wait, (uint32_t)r, 0, 0, 0, 0));
	report("next %d", sys_disk_wait(last));
	report("later %d", tell(1, SYS_disk_submit, (uint32_t)part, volume + sector,
				(uint32_t)BUFFER, 1, true));
	return true;
}

void
umain(int argc, char **argv)
{
	uint32_t count;

	play();
	disk = binding_of(peers[0]);
	volume = find_volume(disk, &count);
	make_pages(BUFFER, DISK_SECTORS_MAX / SECTS_PER_PAGE);
	must(tell(1, SYS_page_alloc, 0, (uint32_t)BUFFER, RW, 0, 0));
	for (uint32_t n = 0; n < TRIES && !try(SECTOR + 8 * n); n++)
		;
	stay();
}
