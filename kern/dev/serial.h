/* SPDX-License-Identifier: MIT */
/*
 * serial.h - the first serial port, COM1: 115200 bits a second, 8 data bits, no parity.
 */
#ifndef EXOLAB_KERN_DEV_SERIAL_H
#define EXOLAB_KERN_DEV_SERIAL_H

#include <inc/types.h>

/* Looks for the port and sets it up. If there is none, the functions below do nothing. */
void serial_init(void);

/* Sends n bytes, and waits until the port has taken the last one. */
void serial_write(const char *s, size_t n);

/* Waits until the last byte has left the port: before the machine ends. */
void serial_drain(void);

/* Gives each byte that has arrived to take(). */
void serial_poll(void (*take)(char c));

/* LAB 5 */
/* Lets it interrupt when a byte arrives; again only when all that had arrived was taken. */
void serial_interrupts(void);
/* END LAB 5 */

#endif
