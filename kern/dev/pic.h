/* SPDX-License-Identifier: MIT */
/*
 * pic.h - the two 8259A interrupt controllers of a PC.
 */
#ifndef EXOLAB_KERN_DEV_PIC_H
#define EXOLAB_KERN_DEV_PIC_H

/*
 * Masks every interrupt line. The BIOS leaves the timer's on, at a vector that means a double
 * fault; programs run with interrupts enabled, so this must come before the first of them.
 */
void pic_disable(void);

/* LAB 4 */
/* Lets one line of the first controller interrupt, with vector IRQ_OFFSET + line. */
void pic_unmask(int line);

/* The interrupt of such a line has been answered; the next one may come. */
void pic_eoi(void);
/* END LAB 4 */

#endif
