/* SPDX-License-Identifier: MIT */
/*
 * diskend - an environment ends with requests under way; its frames are taken by another one, who
 * wants to keep what it writes there. Start two.
 * Must be seen: that every frame can be had in the end, and none was written to by the disk.
 */
#include <user/puppet.h>

#define BUFFER 0x10000000u /* the victim's */
#define PAGES (DISK_SECTORS_MAX / SECTS_PER_PAGE)
#define MINE ((uint32_t *)0x20000000)

static ppn_t frames[PAGES];
static uint32_t nframes;

/* The frames of the victim's buffer: those that it got before, it has already. */
static void
find_frames(uint32_t *had)
{
	nframes = 0;
	for (ppn_t n = 0; n < kerninfo.ki_nframes && nframes < PAGES; n++)
		if (pages[n].pp_owner == peers[1] && pages[n].pp_ref == 1 &&
		    !(had[n / 32] & 1u << n % 32))
			frames[nframes++] = n;
}

static void
find_all(uint32_t *had)
{
	for (ppn_t n = 0; n < kerninfo.ki_nframes; n++)
		if (pages[n].pp_owner == peers[1])
			had[n / 32] |= 1u << n % 32;
}

/* Takes the i-th frame, if it is free now. */
static bool
take(uint32_t i)
{
	uint32_t *page = MINE + i * (PGSIZE / 4);

	if (sys_page_alloc_at(0, page, RW, frames[i]) < 0)
		return false;
	for (uint32_t word = 0; word < PGSIZE / 4; word++)
		page[word] = written_word(i, word);
	return true;
}

static bool
is_kept(uint32_t i)
{
	for (uint32_t word = 0; word < PGSIZE / 4; word++)
		if (MINE[i * (PGSIZE / 4) + word] != written_word(i, word))
			return false;
	return true;
}

void
umain(int argc, char **argv)
{
	static uint32_t had[MAXPHYSMEM / PGSIZE / 32];
	bool taken[PAGES] = { false };
	uint32_t volume, count, kept = 0, later = 0;
	bindid_t disk, part;
	int requests = 0;

	play();
	disk = binding_of(peers[0]);
	volume = find_volume(disk, &count);
	make_pages(UTEMP, 1);
	make_pages(MINE, 1); /* and its page table, which stays */
	must(sys_page_unmap(0, MINE));
	part = must(sys_bind_grant(disk, peers[1], volume, 1024, BIND_READ));
	tell(1, SYS_page_alloc, 0, BUFFER, RW, 0, 0);
	find_all(had);
	for (uint32_t i = 1; i <= PAGES; i++)
		must(tell(1, SYS_page_alloc, 0, BUFFER + i * PGSIZE, RW, 0, 0));
	find_frames(had);
	report("frames %u", nframes);
	while (tell(1, SYS_disk_submit, (uint32_t)part, volume + 256 * (requests % 4u),
		    BUFFER + PGSIZE, DISK_SECTORS_MAX, false) > 0)
		requests++;
	report("requests %d", requests);
	report("died %d", tell(1, SYS_env_destroy, 0, 0, 0, 0, 0));
	for (uint32_t i = 0; i < nframes; i++)
		taken[i] = take(i);
	/* What is at the disk ends before this. */
	report("mine %d", carry(disk, volume, UTEMP, 1, false));
	for (uint32_t i = 0; i < nframes; i++) {
		if (taken[i])
			kept += is_kept(i);
		else
			later += take(i);
	}
	report("kept_or_later %u", kept + later);
	stay();
}
