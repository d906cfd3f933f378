/* SPDX-License-Identifier: MIT */
/*
 * diskwait - what becomes of a request, and of its name. Start two.
 * Must be seen: the results; and from outside, that nobody ran while it waited.
 */
#include <user/puppet.h>

#define BUFFER ((uint8_t *)0x10000000)
#define WAITS 20

static bindid_t disk;
static uint32_t volume;

static void
say(const char *key, int r)
{
	report("%s %d", key, r);
}

static diskreq_t
ask(uint32_t sector)
{
	return must(sys_disk_submit(disk, volume + sector, BUFFER, 8, false));
}

static void
names(void)
{
	diskreq_t old = ask(0), r;
	int polls = 0, end;

	say("wait", sys_disk_wait(old));
	say("wait_again", sys_disk_wait(old));
	say("poll_again", sys_disk_poll(old));
	r = ask(8);
	report("new_name %d", r != old && r > 0);
	say("of_another", tell(1, SYS_disk_wait, (uint32_t)r, 0, 0, 0, 0));
	say("poll_of_another", tell(1, SYS_disk_poll, (uint32_t)r, 0, 0, 0, 0));
	while ((end = sys_disk_poll(r)) == -E_NOT_YET && ++polls < 1000000)
		rest();
	say("polled", end);
	say("wait_polled", sys_disk_wait(r));
	say("zero", sys_disk_wait(0));
	say("negative", sys_disk_wait(-1));
	say("never", sys_disk_poll(0x7FFFFFFF));
}

/* One that takes its time. */
static diskreq_t
ask_much(void)
{
	return must(sys_disk_submit(disk, volume, BUFFER, DISK_SECTORS_MAX, false));
}

/* All that may be under way: those that have ended count till somebody asks. */
static void
many(void)
{
	diskreq_t r[DISK_REQUESTS_MAX];
	int bad = 0;

	for (int i = 0; i < DISK_REQUESTS_MAX; i++)
		r[i] = ask_much();
	say("one_more", sys_disk_submit(disk, volume, BUFFER, 1, false));
	say("by_another", tell(1, SYS_disk_submit, (uint32_t)bindings[BINDX(disk)].b_id, volume,
			       (uint32_t)BUFFER, 1, false));
	say("last", sys_disk_wait(r[DISK_REQUESTS_MAX - 1]));
	say("again", sys_disk_wait(ask(0)));
	say("full_again", (r[DISK_REQUESTS_MAX - 1] = ask(0)) > 0);
	for (int i = 0; i < DISK_REQUESTS_MAX; i++)
		bad += sys_disk_wait(r[i]) != 0;
	report("bad %d", bad);
	report("requests %u", thisenv->env_nrequests);
}

/* Who waits does not run: the processor is given to it once for each end. */
static void
sleep_till_end(void)
{
	uint32_t runs = thisenv->env_runs, slices = thisenv->env_slices;

	for (int i = 0; i < WAITS; i++)
		must(carry(disk, volume, BUFFER, DISK_SECTORS_MAX, false));
	runs = thisenv->env_runs - runs;
	slices = thisenv->env_slices - slices;
	report("runs %d", runs <= WAITS + slices);
}

void
umain(int argc, char **argv)
{
	uint32_t count;

	play();
	disk = binding_of(peers[0]);
	volume = find_volume(disk, &count);
	make_pages(BUFFER, DISK_SECTORS_MAX / SECTS_PER_PAGE);
	names();
	many();
	sleep_till_end();
	stay();
}
