/* SPDX-License-Identifier: MIT */
/*
 * main.c - the second stage of the boot loader from start to end: learns which memory there is,
 * reads the program archive to the top of it, loads the kernel out of that, and enters it.
 */
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
	archive_load(&info);
	entry = kernel_load(&info);
	enter_kernel(entry, BOOT_MAGIC, &info);
}
