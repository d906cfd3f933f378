/* SPDX-License-Identifier: MIT */
/*
 * archive.c - reads from the program archive what this boot needs: the command line, the kernel,
 * and the programs that the command line names. So a boot costs the same, in time and in memory,
 * however many programs there are.
 */
#include <inc/string.h>
#include <inc/tar.h>
#include <kern/boot/loader.h>

/*
 * What to read, found before there is a place for it: members with their headers, as they stand on
 * the disk. A name on the command line takes two bytes at least; the others are the command line
 * itself and the kernel.
 */
struct Plan {
	uint32_t pl_sectors; /* of all pieces together */
	uint32_t pl_npieces;
	struct {
		uint32_t pc_first;
		uint32_t pc_sectors;
	} pl_pieces[CMDLINE_MAX / 2 + 2];
};

/* Can c be part of a program's name? */
static bool
in_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '-' || c == '.';
}

/* Does the whole name stand somewhere in text? */
static bool
names(const char *text, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = text; *at != '\0';) {
		const char *end = at;

		while (in_name(*end))
			end++;
		if ((size_t)(end - at) == length && memcmp(at, name, length) == 0)
			return true;
		at = *end == '\0' ? end : end + 1;
	}
	return false;
}

static bool
is_wanted(const char *member, const char *cmdline)
{
	return member && (memcmp(member, "bin/", 4) != 0 || names(cmdline, member + 4));
}

static void __noreturn
die_damaged(uint32_t offset)
{
	die_begin();
	say("the program archive is damaged or cut short, ");
	say_number(offset);
	say(" bytes from its start");
	die_end();
}

static void
plan_add(struct Plan *plan, uint32_t first_sector, uint32_t sectors)
{
	if (plan->pl_npieces == ARRAY_SIZE(plan->pl_pieces))
		die("too many members of the program archive are wanted");
	plan->pl_pieces[plan->pl_npieces].pc_first = first_sector;
	plan->pl_pieces[plan->pl_npieces++].pc_sectors = sectors;
	plan->pl_sectors += sectors;
}

/* Reads the command line, the archive's first member, whose data begins at this sector. */
static void
read_cmdline(struct BootInfo *info, const struct TarMember *first, uint32_t sector)
{
	size_t size = MIN(first->tm_size, sizeof(info->bi_cmdline) - 1);

	if (!first->tm_name || strcmp(first->tm_name, "cmdline") != 0)
		die("the program archive does not begin with the command line");
	memcpy(info->bi_cmdline, disk_look(sector, CMDLINE_MAX / SECTOR_SIZE), size);
}

/*
 * Looks at the header of each member of the archive in sectors [sector, sector + sectors). Reads
 * the command line, and plans to read what is wanted.
 */
static void
make_plan(struct BootInfo *info, uint32_t sector, uint32_t sectors, struct Plan *plan)
{
	uint32_t done = 0;

	for (;;) {
		struct TarMember member;
		size_t length = 0;
		int r = -1;

		if (done < sectors)
			r = tar_look(disk_look(sector + done, 1), (sectors - done) * SECTOR_SIZE,
				     &member, &length);
		if (r < 0)
			die_damaged(done * SECTOR_SIZE);
		if (r == 0)
			return;
		if (done == 0)
			read_cmdline(info, &member, sector + 1);
		if (done == 0 || is_wanted(member.tm_name, info->bi_cmdline))
			plan_add(plan, sector + done, length / SECTOR_SIZE);
		done += length / SECTOR_SIZE;
	}
}

void
archive_load(struct BootInfo *info)
{
	static struct Plan plan;
	uint32_t first_sector, sectors;
	physaddr_t pa;

	disk_find_archive(&first_sector, &sectors);
	if (sectors > BOOT_ARCHIVE_LIMIT / SECTOR_SIZE)
		die("the program archive is too large");
	make_plan(info, first_sector, sectors, &plan);
	info->bi_archive_size = (plan.pl_sectors + 1) * SECTOR_SIZE;
	pa = memory_place(info, info->bi_archive_size, BOOT_KERNEL_START, BOOT_ARCHIVE_LIMIT);
	if (pa == 0)
		die_memory();
	info->bi_archive_pa = pa;
	for (uint32_t i = 0; i < plan.pl_npieces; i++) {
		disk_read(plan.pl_pieces[i].pc_first, plan.pl_pieces[i].pc_sectors, pa);
		pa += plan.pl_pieces[i].pc_sectors * SECTOR_SIZE;
	}
	memset((void *)pa, 0, SECTOR_SIZE); /* what ends an archive */
}
