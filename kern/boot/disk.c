/* SPDX-License-Identifier: MIT */
/*
 * disk.c - reads the disk that the machine booted from, through the BIOS: the "int 13h
 * extensions" (Enhanced Disk Drive specification 3.0), which the boot sector has checked for.
 */
#include <inc/mmu.h>
#include <kern/boot/loader.h>

#define DISK_SERVICES 0x13
#define DISK_READ 0x4200
#define DISK_GET_PARAMETERS 0x4800

/* An entry of the partition table. */
struct Partition {
	uint8_t pt_flag;
	uint8_t pt_chs_first[3];
	uint8_t pt_type;
	uint8_t pt_chs_last[3];
	uint32_t pt_first;
	uint32_t pt_sectors;
};
static_assert(sizeof(struct Partition) == PART_SIZE, "fixed by the PC");
static_assert(offsetof(struct Partition, pt_first) == PART_LBA, "layout.h says the same");
static_assert(offsetof(struct Partition, pt_sectors) == PART_COUNT, "layout.h says the same");

#define NPARTITIONS 4

/* What to read: the operand of DISK_READ. */
struct DiskPacket {
	uint8_t dp_size;
	uint8_t dp_zero;
	uint16_t dp_sectors;
	uint16_t dp_offset;
	uint16_t dp_segment;
	uint64_t dp_first;
};
static_assert(sizeof(struct DiskPacket) == 16, "fixed by the EDD specification");

/* The answer of DISK_GET_PARAMETERS. */
struct DiskParameters {
	uint16_t dq_size;
	uint16_t dq_flags;
	uint32_t dq_cylinders;
	uint32_t dq_heads;
	uint32_t dq_sectors_per_track;
	uint64_t dq_sectors;
	uint16_t dq_sector_size;
} __attribute__((packed));

static uint32_t disk_drive;

/* The partition table lies in the boot sector, which is still where the BIOS put it. */
static const struct Partition *
partitions(void)
{
	return (const struct Partition *)PART_TABLE;
}

/* Calls a function of the BIOS's disk services with ds:si = packet. False if it fails. */
static bool
disk_call(uint32_t function, void *packet)
{
	struct BiosRegs regs = { .eax = function, .edx = disk_drive, .esi = (uint32_t)packet };

	bios_call(DISK_SERVICES, &regs);
	return !(regs.eflags & FL_CF);
}

void
disk_init(uint32_t drive)
{
	struct DiskParameters parameters = { .dq_size = sizeof(parameters) };
	const struct Partition *table = partitions();

	disk_drive = drive;
	if (!disk_call(DISK_GET_PARAMETERS, &parameters))
		die("cannot ask the BIOS for the size of the disk");
	for (const struct Partition *p = table; p < table + NPARTITIONS; p++) {
		if ((uint64_t)p->pt_first + p->pt_sectors <= parameters.dq_sectors)
			continue;
		die_begin();
		say("the disk image is cut short: it has ");
		say_number((uint32_t)parameters.dq_sectors);
		say(" sectors, and a partition ends at sector ");
		say_number(p->pt_first + p->pt_sectors);
		die_end();
	}
}

void
disk_find_archive(uint32_t *first_sector, uint32_t *sectors)
{
	const struct Partition *table = partitions();

	for (const struct Partition *p = table; p < table + NPARTITIONS; p++) {
		if (p->pt_type != PART_TYPE_RAW || p->pt_flag == PART_ACTIVE)
			continue;
		*first_sector = p->pt_first;
		*sectors = p->pt_sectors;
		return;
	}
	die("no partition of this disk holds a program archive");
}

/* The BIOS reads to memory below 1 MiB only. */
const void *
disk_look(uint32_t first_sector, uint32_t sectors)
{
	struct DiskPacket packet = {
		.dp_size = sizeof(packet),
		.dp_sectors = (uint16_t)sectors,
		.dp_segment = BOUNCE >> 4,
		.dp_first = first_sector,
	};

	if (!disk_call(DISK_READ, &packet)) {
		die_begin();
		say("cannot read the disk at sector ");
		say_number(first_sector);
		die_end();
	}
	return (const void *)BOUNCE;
}

void
disk_read(uint32_t first_sector, uint32_t sectors, physaddr_t pa)
{
	while (sectors > 0) {
		uint32_t part = MIN(sectors, (uint32_t)BOUNCE_SECTORS);
		uint32_t words = part * (SECTOR_SIZE / sizeof(uint32_t));
		const void *from = disk_look(first_sector, part);

		__asm__ volatile("rep movsl" : "+S"(from), "+D"(pa), "+c"(words) : : "memory");
		first_sector += part;
		sectors -= part;
	}
}
