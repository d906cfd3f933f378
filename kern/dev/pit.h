/* SPDX-License-Identifier: MIT */
/*
 * pit.h - the 8254 timer of a PC. Its rate is known, so others are measured against it.
 */
#ifndef EXOLAB_KERN_DEV_PIT_H
#define EXOLAB_KERN_DEV_PIT_H

#include <inc/types.h>

#define PIT_HZ 1193182

/* Starts channel 2, which counts and interrupts nobody. */
void pit_count_start(void);

/* What it has counted since, modulo 65,536: that is 54.9 ms. */
uint16_t pit_counted(void);

/* Channel 0 raises line 0 of the PIC after each count (2 to 65,535), again and again. */
void pit_periodic(uint16_t count);

#endif
