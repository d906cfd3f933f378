/* SPDX-License-Identifier: MIT */
/*
 * main.c - the second stage of the boot loader from start to end: learns which memory there is,
 * reads the program archive to the top of it, loads the kernel out of the archive, and enters it.
 */
#include <inc/string.h>
#include <inc/tar.h>
#include <inc/x86.h>
#include <kern/boot/loader.h>

#define SYSTEM_CONTROL_A 0x92
#define SYSTEM_CONTROL_A_RESET 0x01
#define SYSTEM_CONTROL_A_A20 0x02

/* Called by start.S. */
void loader_main(uint32_t drive) __noreturn;

/* C needs flat segments and no interrupts; what start.S forgot would strike later, or rarely. */
static void
check_start(void)
{
	uint16_t ds, es, ss, fs, gs;

	__asm__ volatile("movw %%ds, %0; movw %%es, %1; movw %%ss, %2; movw %%fs, %3; movw %%gs, %4"
			 : "=r"(ds), "=r"(es), "=r"(ss), "=r"(fs), "=r"(gs));
	if (ds != SEL_DATA32 || es != SEL_DATA32 || ss != SEL_DATA32 || fs != SEL_DATA32 ||
	    gs != SEL_DATA32)
		die("start.S has not loaded all of ds, es, ss, fs and gs");
	if (read_eflags() & FL_IF)
		die("start.S has left interrupts on");
}

/* Whether the processor can tell an odd megabyte from the even one below. */
static bool
a20_works(void)
{
	static volatile uint32_t here;
	volatile uint32_t *there = (volatile uint32_t *)((uint32_t)&here | 0x100000);

	*there = 0;
	here = 1;
	return *there == 0;
}

/*
 * start.S has asked the BIOS to switch address line 20 on. For a BIOS that does not know how, there
 * is the port that most chip sets have.
 */
static void
check_a20(void)
{
	uint8_t control;

	if (a20_works())
		return;
	control = inb(SYSTEM_CONTROL_A);
	outb(SYSTEM_CONTROL_A, (control | SYSTEM_CONTROL_A_A20) & ~SYSTEM_CONTROL_A_RESET);
	if (!a20_works())
		die("cannot switch on address line 20");
}

/* Reads the whole archive to the highest place that the kernel can map. */
static void
load_archive(struct BootInfo *info)
{
	uint32_t first_sector, sectors, size;

	disk_find_archive(&first_sector, &sectors);
	if (sectors > BOOT_ARCHIVE_LIMIT / SECTOR_SIZE)
		die("the program archive is too large");
	size = sectors * SECTOR_SIZE;
	info->bi_archive_size = size;
	info->bi_archive_pa = memory_place(info, size, BOOT_KERNEL_START, BOOT_ARCHIVE_LIMIT);
	if (info->bi_archive_pa == 0)
		die_memory();
	disk_read(first_sector, sectors, info->bi_archive_pa);
}

/* Copies the command line, the archive's first member. */
static void
copy_cmdline(struct BootInfo *info)
{
	struct TarMember member;
	size_t off = 0;

	if (tar_next((const void *)info->bi_archive_pa, info->bi_archive_size, &off, &member) <=
		    0 ||
	    strcmp(member.tm_name, "cmdline") != 0)
		die("the program archive does not begin with the command line");
	memcpy(info->bi_cmdline, member.tm_data, MIN(member.tm_size, sizeof(info->bi_cmdline) - 1));
}

void
loader_main(uint32_t drive)
{
	static struct BootInfo info;
	uint32_t entry;

	info.bi_magic = BOOT_MAGIC;
	info.bi_size = sizeof(info);
	check_start();
	check_a20();
	disk_init(drive);
	memory_map(&info);
	load_archive(&info);
	copy_cmdline(&info);
	entry = kernel_load(&info);
	enter_kernel(entry, BOOT_MAGIC, &info);
}
