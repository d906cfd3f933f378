/* SPDX-License-Identifier: MIT */
/*
 * diskqueue - several environments, each with several requests under way: they read every sector of
 * the volume, or the first sectors=N, write them anew, and read them again. Start one to four.
 * Must be seen: that all has been read right; and from outside, all that has been written.
 */
#include <user/sectors.h>

#define BUFFERS ((uint8_t *)0x10000000)
#define BUFFER_SIZE 0x40000
#define UNDER_WAY 8

/* A request of a few sectors, of different numbers. */
struct Job {
	diskreq_t request;
	uint32_t *memory;
	uint32_t sector, count;
};

static bindid_t part;
static uint32_t volume, first, end; /* the sectors of the volume that are ours */
static uint32_t wrong;

static void
begin(struct Job *job, uint32_t sector, bool write, bool anew)
{
	uint32_t count = 1 + (sector * 7 + sector / 5 + nonce_number()) % (anew ? 40 : 200);

	job->sector = sector;
	job->count = MIN(count, end - sector);
	if (write)
		fill_sectors(job->memory, sector, job->count);
	job->request = must(sys_disk_submit(part, volume + sector, job->memory, job->count, write));
}

/* Is what was read what was there at first, or what has been written? */
static void
look(const struct Job *job, bool anew)
{
	uint32_t words = job->count * WORDS_PER_SECTOR;

	for (uint32_t i = 0; i < words; i++)
		wrong += job->memory[i] !=
			 (anew ? written_word(job->sector, i) : volume_word(job->sector, i));
}

/* Goes through all sectors, with UNDER_WAY requests at a time; the oldest is waited for. */
static void
go_through(bool write, bool anew)
{
	struct Job jobs[UNDER_WAY];
	uint32_t sector = first, begun = 0, ended = 0;

	while (ended < begun || sector < end) {
		if (sector < end && begun - ended < UNDER_WAY) {
			uint32_t n = begun++ % UNDER_WAY;
			uint8_t *buffer = BUFFERS + n * BUFFER_SIZE;
			struct Job *job = &jobs[n];

			job->memory = (uint32_t *)(buffer + begun % SECTS_PER_PAGE * SECTSIZE);
			begin(job, sector, write, anew);
			sector += job->count;
		} else {
			struct Job *job = &jobs[ended++ % UNDER_WAY];

			must(sys_disk_wait(job->request));
			if (!write)
				look(job, anew);
		}
	}
}

void
umain(int argc, char **argv)
{
	uint32_t size, count;

	peers_find();
	if (me == 0) {
		bindid_t disk = binding_of(peers[0]);

		volume = find_volume(disk, &size);
		count = MIN(size, option("sectors", size)) / (uint32_t)npeers;
		for (int n = 0; n < npeers; n++)
			must(sys_bind_grant(disk, peers[n], volume + (uint32_t)n * count, count,
					    BIND_ALL));
	}
	while ((part = binding_of(peers[me])) == 0)
		rest();
	count = bindings[BINDX(part)].b_count;
	first = (uint32_t)me * count;
	end = first + count;
	volume = bindings[BINDX(part)].b_first - first;
	for (uint32_t i = 0; i < UNDER_WAY; i++)
		make_pages(BUFFERS + i * BUFFER_SIZE, DISK_SECTORS_MAX / SECTS_PER_PAGE + 1);
	go_through(false, false);
	go_through(true, false);
	go_through(false, true);
	report("diskqueue: %d wrong words %u", me, wrong);
	if (me == 0)
		for (int n = 1; n < npeers; n++)
			await_end(n);
}
