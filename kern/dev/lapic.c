/* SPDX-License-Identifier: MIT */
/*
 * lapic.c - the local APIC (SDM 3A, chapter 10).
 */
#include <inc/x86.h>
#include <kern/dev/lapic.h>

/* The registers, by their offset (table 10-1). Each is one word. */
#define ID 0x20		/* 10.4.6: the number in bits 24 to 31 */
#define TPR 0x80	/* 10.8.3.1: only vectors of a higher class than this come through */
#define EOI 0xB0	/* 10.8.5 */
#define SVR 0xF0	/* 10.9 */
#define ESR 0x280	/* 10.5.3 */
#define ICR_LOW 0x300	/* 10.6.1: a write sends */
#define ICR_HIGH 0x310	/* the receiver in bits 24 to 31 */
#define LVT_TIMER 0x320 /* 10.5.1: what interrupts the processor, and how */
#define LVT_LINT0 0x350
#define LVT_ERROR 0x370
#define TIMER_INITIAL 0x380 /* 10.5.4 */
#define TIMER_CURRENT 0x390
#define TIMER_DIVIDE 0x3E0

#define ID_SHIFT 24
#define SVR_ENABLE 0x100
#define LVT_MASKED 0x10000
#define TIMER_PERIODIC 0x20000
#define TIMER_DIVIDE_BY_1 0xB

/* ICR_LOW */
#define DELIVER_NMI 0x400
#define DELIVER_INIT 0x500
#define DELIVER_STARTUP 0x600
/* LAB 5 */
#define DELIVER_EXTINT 0x700 /* the vector comes from the 8259A */
/* END LAB 5 */
#define DELIVERY_PENDING 0x1000
#define LEVEL_ASSERT 0x4000

/* An interrupt to another processor is on its way for microseconds, and not much longer. */
#define SEND_POLLS 1000000

static volatile uint8_t *base;

static uint32_t
get(uint32_t reg)
{
	return *(volatile uint32_t *)(base + reg);
}

static void
set(uint32_t reg, uint32_t value)
{
	*(volatile uint32_t *)(base + reg) = value;
}

void
lapic_init(volatile void *registers)
{
	base = registers;
}

bool
lapic_present(void)
{
	return base != NULL;
}

void
lapic_enable(uint8_t spurious_vector)
{
	set(SVR, SVR_ENABLE | spurious_vector);
	set(LVT_TIMER, LVT_MASKED);
	set(LVT_LINT0, LVT_MASKED); /* where the 8259A may be connected */
	set(LVT_ERROR, LVT_MASKED);
	set(ESR, 0); /* cleared by two writes, since the first one only latches */
	set(ESR, 0);
	set(EOI, 0);
	set(TPR, 0);
}

/* LAB 5 */
void
lapic_pass_pic(void)
{
	set(LVT_LINT0, DELIVER_EXTINT);
}
/* END LAB 5 */

uint8_t
lapic_id(void)
{
	return (uint8_t)(get(ID) >> ID_SHIFT);
}

void
lapic_eoi(void)
{
	set(EOI, 0);
}

static void
send(uint8_t id, uint32_t command)
{
	int polls = SEND_POLLS;

	set(ICR_HIGH, (uint32_t)id << ID_SHIFT);
	set(ICR_LOW, command | LEVEL_ASSERT);
	while ((get(ICR_LOW) & DELIVERY_PENDING) && --polls > 0)
		cpu_pause();
}

void
lapic_send(uint8_t id, uint8_t vector)
{
	send(id, vector);
}

void
lapic_send_nmi(uint8_t id)
{
	send(id, DELIVER_NMI);
}

void
lapic_send_init(uint8_t id)
{
	send(id, DELIVER_INIT);
}

void
lapic_send_startup(uint8_t id, uint8_t page)
{
	send(id, DELIVER_STARTUP | page);
}

void
lapic_timer_measure(void)
{
	set(TIMER_DIVIDE, TIMER_DIVIDE_BY_1);
	set(LVT_TIMER, LVT_MASKED);
	set(TIMER_INITIAL, UINT32_MAX);
}

uint32_t
lapic_timer_counted(void)
{
	return UINT32_MAX - get(TIMER_CURRENT);
}

void
lapic_timer_start(uint32_t count, uint8_t vector)
{
	set(TIMER_DIVIDE, TIMER_DIVIDE_BY_1);
	set(LVT_TIMER, TIMER_PERIODIC | vector);
	set(TIMER_INITIAL, count);
}
