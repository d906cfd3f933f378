/* SPDX-License-Identifier: MIT */
/*
 * lapic.h - the local APIC: each processor's own interrupt controller, with a timer and a line to
 * the other processors. All of them answer at the same address, each for its own processor.
 */
#ifndef EXOLAB_KERN_DEV_LAPIC_H
#define EXOLAB_KERN_DEV_LAPIC_H

#include <inc/types.h>

/* The registers are mapped at this address. Before it, and without it, there is no local APIC. */
void lapic_init(volatile void *registers);
bool lapic_present(void);

/* Turns this processor's on: nothing interrupts but its timer and other processors. */
void lapic_enable(uint8_t spurious_vector);

/* LAB 5 */
/*
 * Lets the 8259A interrupt this processor (Intel MP 1.4, 3.6.2.2: virtual wire). Its interrupts are
 * acknowledged there, not here.
 */
void lapic_pass_pic(void);
/* END LAB 5 */

/* This processor's number. */
uint8_t lapic_id(void);

/* The interrupt has been answered; the next one may come. */
void lapic_eoi(void);

/* Interrupts another processor: with a vector; with an NMI; back to the state after reset. */
void lapic_send(uint8_t id, uint8_t vector);
void lapic_send_nmi(uint8_t id);
void lapic_send_init(uint8_t id);

/* Has a processor that was sent back start, in real mode, at the page of memory below 1 MiB. */
void lapic_send_startup(uint8_t id, uint8_t page);

/* The timer: counts once, from the largest value down; and what has been counted since. */
void lapic_timer_measure(void);
uint32_t lapic_timer_counted(void);

/* The timer: interrupts with vector after each count. */
void lapic_timer_start(uint32_t count, uint8_t vector);

#endif
