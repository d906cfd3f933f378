/* SPDX-License-Identifier: MIT */
/*
 * interrupt.c - answers interrupts.
 */
#include <kern/dev/lapic.h>
#include <kern/dev/pic.h>
#include <kern/interrupt.h>
#include <kern/shootdown.h>
/* LAB 5 */
#include <inc/assert.h>
#include <kern/dev/ioapic.h>
#include <kern/percpu.h>
/* END LAB 5 */

/* LAB 5 */
static bool (*handlers[NLINES])(void);
static void (*slice_handlers[2])(void);

void
interrupt_enable(int line, bool (*handler)(void))
{
	handlers[line] = handler;
	if (ioapic_present()) {
		ioapic_route(line, INT_TIMER + line, cpu_of(0)->cpu_apic_id);
		return;
	}
	/* The first line is enabled at boot, so processor 0 has it. */
	if (lapic_present() && cpunum() == 0)
		lapic_pass_pic();
	pic_unmask(line);
}

void
interrupt_each_slice(void (*handler)(void))
{
	assert(!slice_handlers[1]);
	slice_handlers[slice_handlers[0] ? 1 : 0] = handler;
}

/* An interrupt of another device than the timer. */
static bool
device_interrupt(uint32_t vector)
{
	int line = (int)(vector - INT_TIMER);

	if (ioapic_present())
		lapic_eoi();
	else
		pic_line_eoi(line);
	return handlers[line] && handlers[line]();
}

/* Who measures time by slices hears of the end of one on processor 0. */
static void
end_slice(void)
{
	if (cpunum() != 0)
		return;
	for (int i = 0; i < 2 && slice_handlers[i]; i++)
		slice_handlers[i]();
}
/* END LAB 5 */

bool
interrupt(uint32_t vector)
{
	switch (vector) {
	case INT_TIMER:
	case INT_WAKE:
	case INT_FLUSH:
		break;
	default:
		/* LAB 5 */
		if (vector != INT_SPURIOUS || !ioapic_present())
			return device_interrupt(vector);
		/* END LAB 5 */
		/* Spurious ones are not acknowledged (SDM 3A, 10.9). */
		return false;
	}
	if (lapic_present())
		lapic_eoi();
	else
		pic_eoi();
	/* LAB 5 */
	if (vector == INT_TIMER)
		end_slice();
	/* END LAB 5 */
	if (vector == INT_FLUSH)
		shootdown_answer();
	return vector != INT_FLUSH;
}
