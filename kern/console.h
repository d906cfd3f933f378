/* SPDX-License-Identifier: MIT */
/*
 * console.h - the console: what is printed goes to the serial port and the screen, what is typed
 * comes from the command line, the serial port and the keyboard.
 *
 * cons_write(), cputchar(), getchar() and iscons() of inc/stdio.h are this console.
 */
#ifndef EXOLAB_KERN_CONSOLE_H
#define EXOLAB_KERN_CONSOLE_H

#include <inc/types.h>

/* Finds the devices. Before it, output is lost. After cmdline_init(), whose keys= it reads. */
void cons_init(void);

/* The next character of input, or 0 if there is none yet. Does not wait. */
int cons_getc(void);

/* LAB 5 */
/* Takes what the devices have for us: then kerninfo->ki_typed counts it. */
void cons_poll(void);

/* The devices interrupt when input arrives (LINE_SERIAL, LINE_KEYBOARD of kern/interrupt.h). */
void cons_interrupts(void);
/* END LAB 5 */

/* LAB 4 */
/* From here on the console waits for no other processor: a panic has stopped them. */
void cons_take_over(void);
/* END LAB 4 */

#endif
