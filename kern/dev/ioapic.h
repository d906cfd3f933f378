/* SPDX-License-Identifier: MIT */
/*
 * ioapic.h - the IOAPIC: gives the interrupts of devices to the local APICs.
 */
#ifndef EXOLAB_KERN_DEV_IOAPIC_H
#define EXOLAB_KERN_DEV_IOAPIC_H

/* Masks every line of the one whose registers are mapped here. No device interrupts yet. */
void ioapic_mask_all(volatile void *registers);

#endif
