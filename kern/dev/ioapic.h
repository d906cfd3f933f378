/* SPDX-License-Identifier: MIT */
/*
 * ioapic.h - the IOAPIC: gives the interrupts of devices to the local APICs.
 */
#ifndef EXOLAB_KERN_DEV_IOAPIC_H
#define EXOLAB_KERN_DEV_IOAPIC_H

#include <inc/types.h>

/* Masks every line of the one whose registers are mapped here. No device interrupts yet. */
void ioapic_mask_all(volatile void *registers);

/* LAB 5 */
/* Was it found? */
bool ioapic_present(void);

/*
 * Gives the interrupts of a line to the processor with this APIC id, with this vector. The lines of
 * ISA are those of the same number, which is what firmware has unless it says otherwise (ACPI
 * specification 6.4, 5.2.12.5); we know of no machine that moves one of those that we use.
 */
void ioapic_route(int line, uint32_t vector, uint8_t apic_id);
/* END LAB 5 */

#endif
