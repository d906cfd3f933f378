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
/* Lets a line interrupt, with vector IRQ_OFFSET + line. */
void pic_unmask(int line);

/* The interrupt of a line of the first controller has been answered; the next one may come. */
void pic_eoi(void);
/* END LAB 4 */

/* LAB 5 */
/*
 * The same for any line. It may not have been one: a line that falls before it is answered gives an
 * interrupt of the controller's last line, which must not be acknowledged (data sheet, "IR7").
 */
void pic_line_eoi(int line);
/* END LAB 5 */

#endif
