/* SPDX-License-Identifier: MIT */
/*
 * disk.c - requests to the kernel's disk: all that the file server knows of one.
 */
#include <user/fs/disk.h>

/* So many blocks one request carries. */
#define BLOCKS_MAX (DISK_SECTORS_MAX / SECTS_PER_PAGE)

/* So often the owner of the partitions is looked for: it may still have to begin. */
#define PATIENCE 1000

static bindid_t partition;
static uint32_t first_sector;

/* Requests under way, the oldest first, on a ring. */
static struct Request {
	diskreq_t q_id;
	uint32_t q_block;
	uint32_t q_count;
	void (*q_failed)(uint32_t block, uint32_t count);
} requests[DISK_REQUESTS_MAX];
static uint32_t oldest, nrequests;
static int error; /* of those since the last disk_finish() */

static envid_t
find_parts(void)
{
	envid_t parts;

	for (int i = 0; !(parts = ipc_find_env(ENV_TYPE_PARTS)) && i < PATIENCE; i++)
		sys_yield();
	return parts;
}

int
disk_open(void)
{
	envid_t parts = find_parts();
	const volatile struct Binding *b;

	if (!parts) {
		cprintf("fs: nobody hands out partitions: is parts running?\n");
		return -E_NOT_FOUND;
	}
	partition = ipc_call(parts, PART_OF_TYPE(PART_TYPE_LINUX), NULL, 0, NULL, NULL);
	if (partition < 0) {
		cprintf("fs: no partition of type %x for a file system: %e\n", PART_TYPE_LINUX,
			partition);
		return partition;
	}
	b = &bindings[BINDX(partition)];
	first_sector = b->b_first;
	return (int)(b->b_count / SECTS_PER_PAGE);
}

static void
fail(const struct Request *q)
{
	error = -E_IO;
	if (q->q_failed)
		q->q_failed(q->q_block, q->q_count);
}

static void
wait_for_oldest(void)
{
	struct Request *q = &requests[oldest];

	oldest = (oldest + 1) % DISK_REQUESTS_MAX;
	nrequests--;
	if (sys_disk_wait(q->q_id) < 0)
		fail(q);
}

/*
 * Hands one request to the kernel. If it has no room, that of ours which is due first makes some.
 */
static void
submit(struct Request *q, void *va, bool write)
{
	uint32_t sector = first_sector + q->q_block * SECTS_PER_PAGE;

	if (nrequests == DISK_REQUESTS_MAX)
		wait_for_oldest();
	while ((q->q_id = sys_disk_submit(partition, sector, va, q->q_count * SECTS_PER_PAGE,
					  write)) == -E_NO_MEM) {
		if (nrequests > 0)
			wait_for_oldest();
		else
			sys_yield();
	}
	if (q->q_id < 0)
		fail(q);
	else
		requests[(oldest + nrequests++) % DISK_REQUESTS_MAX] = *q;
}

static void
begin(struct Request whole, uint8_t *va, bool write)
{
	while (whole.q_count > 0) {
		struct Request part = whole;

		part.q_count = MIN(whole.q_count, (uint32_t)BLOCKS_MAX);
		submit(&part, va, write);
		va += part.q_count * PGSIZE;
		whole.q_block += part.q_count;
		whole.q_count -= part.q_count;
	}
}

void
disk_begin_read(uint32_t block, void *va, uint32_t count)
{
	begin((struct Request){ 0, block, count, NULL }, va, false);
}

void
disk_begin_write(uint32_t block, const void *va, uint32_t count,
		 void (*failed)(uint32_t block, uint32_t count))
{
	begin((struct Request){ 0, block, count, failed }, (uint8_t *)va, true);
}

int
disk_finish(void)
{
	int r;

	while (nrequests > 0)
		wait_for_oldest();
	r = error;
	error = 0;
	return r;
}
