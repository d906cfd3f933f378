/* SPDX-License-Identifier: MIT */
/*
 * timer.c - the end of a time slice.
 */
#include <inc/string.h>
#include <inc/x86.h>
#include <kern/cmdline.h>
#include <kern/dev/lapic.h>
#include <kern/dev/pic.h>
#include <kern/dev/pit.h>
#include <kern/interrupt.h>
#include <kern/timer.h>

#define NS_PER_SECOND 1000000000u
#define PIC_LINE_PIT 0

/*
 * How long to measure: 0.2 ms, or 238 ticks of the PIT. So the error is less than half a percent.
 */
#define MEASURED_TICKS (PIT_HZ / 5000)
/* Looking at the PIT takes a microsecond; in between nothing is done, for about as long. */
#define REST 1000
/* Far more looks than needed, unless the PIT stands still. */
#define LOOKS_MAX 20000

static uint32_t slice_count; /* of the timer in use */
/* LAB 5 */
static uint32_t slice_length; /* in nanoseconds */
/* END LAB 5 */

/* a * b / c, rounded down; as much as fits. 64 bits by 32 are one instruction, but not one of C. */
static uint32_t
scale(uint32_t a, uint32_t b, uint32_t c)
{
	uint64_t product = (uint64_t)a * b;
	uint32_t quotient, rest;

	if (product >> 32 >= c)
		return UINT32_MAX;
	__asm__("divl %4"
		: "=a"(quotient), "=d"(rest)
		: "a"((uint32_t)product), "d"((uint32_t)(product >> 32)), "r"(c)
		: "cc");
	return quotient;
}

/* What the command line asks for. */
static uint32_t
slice_ns(void)
{
	char text[16];
	char *end;
	long ns;

	if (!cmdline_get("slice", text, sizeof(text)))
		return SLICE_NS;
	ns = strtol(text, &end, 0);
	if (end == text || *end != '\0')
		return SLICE_NS;
	return MAX(ns, SLICE_MIN_NS);
}

/* How many nanoseconds of the PIT the local APIC's timer took to count *count. */
static uint32_t
measure_lapic(uint32_t *count)
{
	uint16_t start, ticks = 0;

	pit_count_start();
	start = pit_counted();
	lapic_timer_measure();
	for (int looks = 0; ticks < MEASURED_TICKS && looks < LOOKS_MAX; looks++) {
		for (volatile int i = 0; i < REST; i++)
			;
		ticks = pit_counted() - start;
	}
	*count = lapic_timer_counted();
	return scale(ticks, NS_PER_SECOND, PIT_HZ);
}

void
timer_init(void)
{
	uint32_t ns = slice_ns();
	uint32_t count, passed;

	if (lapic_present()) {
		passed = measure_lapic(&count);
		slice_count = MAX(scale(ns, count, passed), 1u);
	} else {
		slice_count = MIN(MAX(scale(ns, PIT_HZ, NS_PER_SECOND), 2u), (uint32_t)UINT16_MAX);
	}
	/* LAB 5 */
	slice_length = lapic_present() ? ns : scale(slice_count, NS_PER_SECOND, PIT_HZ);
	/* END LAB 5 */
}

/* LAB 5 */
uint32_t
timer_slice_ns(void)
{
	return slice_length;
}

uint32_t
timer_slices(uint32_t seconds)
{
	return MAX(scale(seconds, NS_PER_SECOND, slice_length), 1u);
}
/* END LAB 5 */

void
timer_start(void)
{
	if (lapic_present()) {
		lapic_timer_start(slice_count, INT_TIMER);
	} else {
		pit_periodic((uint16_t)slice_count);
		pic_unmask(PIC_LINE_PIT);
	}
}
