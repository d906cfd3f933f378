/* SPDX-License-Identifier: MIT */
/*
 * apstart.c - finds the other processors and starts them, one after the other.
 */
#include <inc/assert.h>
#include <inc/stdio.h>
#include <inc/string.h>
#include <inc/x86.h>
#include <kern/acpi.h>
#include <kern/apentry.h>
#include <kern/apstart.h>
#include <kern/cpu.h>
#include <kern/dev/ioapic.h>
#include <kern/dev/lapic.h>
#include <kern/dev/pit.h>
#include <kern/fpu.h>
#include <kern/gdt.h>
#include <kern/idt.h>
#include <kern/interrupt.h>
#include <kern/kmap.h>
#include <kern/mptable.h>
#include <kern/smp.h>
#include <kern/spinlock.h>
#include <kern/timer.h>

/* Where the controllers are if no table says it (SDM 3A, 10.4.1). */
#define LAPIC_DEFAULT 0xFEE00000
/* As much of their registers as there is. */
#define LAPIC_SIZE 0x400
#define IOAPIC_SIZE 0x20

/* How long one may take to start: at first, and when it was told once more (SDM 3A, 8.4.4). */
#define FIRST_WAIT_US 200
#define SECOND_WAIT_US 1000000
#define LOOKS_MAX 10000000 /* the end of all waiting, also if the PIT stands still */
#define REST 1000 /* turns between looks: under an emulator, to read the PIT takes its host long */

static_assert(AP_START % PGSIZE == 0 && AP_START >> PGSHIFT < 256, "it is sent as a page number");

static struct Processors processors;
static __noreturn void (*join_others)(void);

void
smp_find(void)
{
	if (!(cpu_features & KI_APIC))
		return;
	if (!acpi_processors(&processors))
		mptable_processors(&processors);
	if (processors.p_lapic == 0)
		processors.p_lapic = LAPIC_DEFAULT;
	lapic_init(mmio_map(processors.p_lapic, LAPIC_SIZE));
	lapic_enable(INT_SPURIOUS);
	this_cpu()->cpu_apic_id = lapic_id();
	this_cpu()->cpu_started = true;
	if (processors.p_ioapic != 0)
		ioapic_mask_all(mmio_map(processors.p_ioapic, IOAPIC_SIZE));
}

/* Waits for processor cpu; at most so long. The PIT counts for this alone. */
static bool
wait_for(const volatile struct Cpu *cpu, uint32_t microseconds)
{
	uint32_t left = microseconds * (PIT_HZ / 1000) / 1000;
	uint16_t last, now;

	pit_count_start();
	last = pit_counted();
	for (int looks = 0; !cpu->cpu_started && looks < LOOKS_MAX; looks++) {
		cpu_pause();
		for (int rest = 0; !cpu->cpu_started && rest < REST; rest++)
			;
		now = pit_counted();
		if ((uint16_t)(now - last) >= left)
			break;
		left -= (uint16_t)(now - last);
		last = now;
	}
	return cpu->cpu_started;
}

/* Has the processor start at this page of memory, a number that is sent as one byte. */
static void
send_startup(uint8_t apic_id, uint32_t page)
{
	assert(page < 256);
	lapic_send_startup(apic_id, (uint8_t)page);
}

/*
 * Exercise 4.2 (8 points): wake a processor.
 *
 * Starts the processor with this APIC id as number ncpus, and returns whether it came. It needs a
 * kernel stack: kstack_map(), which takes frames, so under memory_lock; its top, kstack_top(), goes
 * to ap_esp, where kern/apentry.S finds it. What struct Cpu knows of it before it runs is
 * cpu_apic_id. Then INIT, and a startup interrupt with the page number of AP_START (Intel MP 1.4,
 * B.4; SDM 3A, 8.4.4.1): lapic_send_init(), send_startup(). wait_for() it for FIRST_WAIT_US; if it
 * has not come, send the startup interrupt once more, and wait for SECOND_WAIT_US.
 */
static bool
start(uint8_t apic_id)
{
	/* EXERCISE 4.2 start */
	struct Cpu *cpu = cpu_of(ncpus);

	lock(&memory_lock);
	kstack_map(ncpus);
	unlock(&memory_lock);
	cpu->cpu_apic_id = apic_id;
	ap_esp = kstack_top(ncpus);
	lapic_send_init(apic_id);
	for (int try = 0; try < 2; try++) {
		send_startup(apic_id, AP_START >> PGSHIFT);
		if (wait_for(cpu, try == 0 ? FIRST_WAIT_US : SECOND_WAIT_US))
			return true;
	}
	return false;
	/* END EXERCISE 4.2 */
}

void
smp_start(__noreturn void (*join)(void))
{
	join_others = join;
	memcpy(KADDR(AP_START), ap_start, (size_t)(ap_start_end - ap_start));
	ap_cr3 = PADDR(kern_pgdir);
	ap_cr4 = rcr4();
	for (int i = 0; i < processors.p_count; i++) {
		if (processors.p_ids[i] == this_cpu()->cpu_apic_id)
			continue;
		if (!start(processors.p_ids[i])) {
			/* It may yet come, and must not meet the next one. */
			lapic_send_init(processors.p_ids[i]);
			cprintf("processor with APIC id %u does not start\n", processors.p_ids[i]);
			continue;
		}
		ncpus++;
	}
	kerninfo->ki_ncpus = (uint32_t)ncpus;
	if (processors.p_count > 1)
		cprintf("processors: %d in use", ncpus);
	if (processors.p_left_out > 0)
		cprintf("; %d more are left out, for the kernel has room for %d",
			processors.p_left_out, NCPU);
	if (processors.p_count > 1)
		cprintf("\n");
}

void
ap_main(void)
{
	cpu_init();
	fpu_init();
	gdt_init();
	idt_init();
	lapic_enable(INT_SPURIOUS);
	timer_start();
	this_cpu()->cpu_started = true;
	join_others();
}
