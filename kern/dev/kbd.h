/* SPDX-License-Identifier: MIT */
/*
 * kbd.h - the PS/2 keyboard, US layout.
 */
#ifndef EXOLAB_KERN_DEV_KBD_H
#define EXOLAB_KERN_DEV_KBD_H

#include <inc/types.h>

/* Looks for the keyboard controller. If there is none, kbd_poll() does nothing. */
void kbd_init(void);

/*
 * Gives what was typed to take(): characters, and for the cursor keys the sequences that a serial
 * terminal sends (ESC [ A and so on), so that readers need to know one kind only.
 */
void kbd_poll(void (*take)(char c));

/* LAB 5 */
/*
 * Lets it interrupt when a key is pressed, as the BIOS did; again when all that came was taken.
 * What has come by now goes to take(), as by kbd_poll().
 */
void kbd_interrupts(void (*take)(char c));
/* END LAB 5 */

#endif
