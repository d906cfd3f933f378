/* SPDX-License-Identifier: MIT */
/*
 * diskfuzz - several environments do anything with bindings and requests, most of it nearly right,
 * and end with requests under way. Start up to eight; calls=N each. The first one only looks on.
 * Must be seen: from outside, that only sectors have changed that somebody could write, and that
 * nothing is left of it all.
 */
#include <user/chance.h>
#include <user/sectors.h>

#define ARENA 0x10000000u /* pages that come and go */
#define ARENA_PAGES 48

/* Of the volume: sectors that some may read and nobody may write; those that all may write. */
#define READABLE 64
#define WRITABLE 512

static diskreq_t requests[DISK_REQUESTS_MAX];
static uint32_t volume;

/* A binding: mostly one that is held by the caller, else by anybody, or one that was. */
static bindid_t
any_binding(void)
{
	int i = (int)chance(64);

	for (int n = 0; n < 64 && chance(64); n++, i = (i + 1) % 64)
		if (bindings[i].b_holder == thisenv->env_id)
			break;
	return chance(32) ? bindings[i].b_id : bindings[i].b_id ^ (1 << chance(32));
}

/* A range that lies in a binding, or nearly so. */
static void
any_range(bindid_t b, uint32_t *first, uint32_t *count)
{
	const volatile struct Binding *binding = &bindings[BINDX(b)];
	uint32_t size = binding->b_count + 1;

	*first = binding->b_first + chance(size) - (chance(16) == 0);
	*count = chance(8) ? 1 + chance(12) : chance(2 * size);
	if (chance(64) == 0)
		*count = 0u - chance(*first + 2);
}

static void
pass_on(void)
{
	bindid_t from = any_binding();
	uint32_t first, count;

	any_range(from, &first, &count);
	sys_bind_grant(from, peers[1 + chance((uint32_t)npeers - 1)], first, count, 1 + chance(4));
}

static void
request(void)
{
	bindid_t b = any_binding();
	uint32_t va = ARENA + chance(ARENA_PAGES * SECTS_PER_PAGE) * SECTSIZE + (chance(32) == 0);
	diskreq_t *place = &requests[chance(DISK_REQUESTS_MAX)];
	uint32_t first, count;
	int32_t r;

	any_range(b, &first, &count);
	r = sys_disk_submit(b, first, (void *)va, count, (int)chance(2));
	if (r > 0)
		*place = r;
}

static void
do_something(void)
{
	void *page = (void *)(ARENA + chance(ARENA_PAGES) * PGSIZE);

	switch (chance(16)) {
	case 0:
		if (chance(4) == 0)
			sys_bind_revoke(any_binding());
		break;
	case 1:
	case 2:
		pass_on();
		break;
	case 3:
		if (chance(4) == 0)
			sys_page_unmap(0, page);
		break;
	case 4:
	case 5:
		sys_page_alloc(0, page, chance(16) ? RW : RO);
		break;
	case 6:
		sys_disk_wait(requests[chance(DISK_REQUESTS_MAX)]);
		break;
	case 7:
	case 8:
		sys_disk_poll(requests[chance(DISK_REQUESTS_MAX)] + (chance(16) == 0));
		break;
	case 9:
		rest();
		break;
	default:
		request();
	}
}

/* Gives each of the others something, again when nothing is left of it, until all have ended. */
static void
look_on(void)
{
	bindid_t disk = binding_of(peers[0]);
	uint32_t count;
	int alive = npeers;

	volume = find_volume(disk, &count);
	while (alive > 1) {
		alive = npeers;
		for (int n = 1; n < npeers; n++) {
			if (!peer_lives(n)) {
				alive--;
			} else if (binding_of(peers[n]) == 0) {
				sys_bind_grant(disk, peers[n], volume, READABLE, BIND_READ);
				sys_bind_grant(disk, peers[n], volume + READABLE, WRITABLE,
					       BIND_ALL);
			}
		}
		rest();
	}
	report("diskfuzz: all have ended");
}

void
umain(int argc, char **argv)
{
	uint32_t calls = option("calls", 2000);

	peers_find();
	if (me == 0) {
		look_on();
		return;
	}
	chance_begin(nonce_number() ^ (uint32_t)me);
	make_pages((void *)ARENA, ARENA_PAGES);
	for (uint32_t i = 0; i < calls; i++)
		do_something();
}
