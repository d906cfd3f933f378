/* SPDX-License-Identifier: MIT */
/*
 * archive.c - reads from the program archive what this boot needs: the command line, the kernel,
 * and the programs that the command line names. So a boot costs the same however many programs
 * there are.
 */
#include <inc/string.h>
#include <inc/tar.h>
#include <kern/boot/loader.h>

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

/* Copies the command line, the archive's first member. */
static void
copy_cmdline(struct BootInfo *info, const struct TarMember *first)
{
	if (!first->tm_name || strcmp(first->tm_name, "cmdline") != 0)
		die("the program archive does not begin with the command line");
	memcpy(info->bi_cmdline, first->tm_data, MIN(first->tm_size, sizeof(info->bi_cmdline) - 1));
}

/*
 * Reads the members of the archive in sectors [sector, sector + sectors) that are wanted to memory
 * at pa, one after the other and with what ends an archive behind them. Returns where that ends.
 */
static physaddr_t
read_members(struct BootInfo *info, uint32_t sector, uint32_t sectors, physaddr_t pa)
{
	uint32_t done = 0;

	for (;;) {
		struct TarMember member;
		size_t length = 0;
		int r = -1;

		if (done < sectors) {
			disk_read(sector + done, 1, pa);
			r = tar_look((const void *)pa, (sectors - done) * SECTOR_SIZE, &member,
				     &length);
		}
		if (r < 0)
			die_damaged(done * SECTOR_SIZE);
		if (r == 0)
			return pa + SECTOR_SIZE;
		if (done == 0 || is_wanted(member.tm_name, info->bi_cmdline)) {
			disk_read(sector + done + 1, length / SECTOR_SIZE - 1, pa + SECTOR_SIZE);
			if (done == 0)
				copy_cmdline(info, &member);
			pa += length;
		}
		done += length / SECTOR_SIZE;
	}
}

void
archive_load(struct BootInfo *info)
{
	uint32_t first_sector, sectors, size;

	disk_find_archive(&first_sector, &sectors);
	if (sectors > BOOT_ARCHIVE_LIMIT / SECTOR_SIZE)
		die("the program archive is too large");
	/* Room for all of it, which is more than enough; where it ends is known at the end. */
	size = sectors * SECTOR_SIZE;
	info->bi_archive_pa = memory_place(info, size, BOOT_KERNEL_START, BOOT_ARCHIVE_LIMIT);
	if (info->bi_archive_pa == 0)
		die_memory();
	info->bi_archive_size = read_members(info, first_sector, sectors, info->bi_archive_pa) -
				info->bi_archive_pa;
}
