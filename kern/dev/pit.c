/* SPDX-License-Identifier: MIT */
/*
 * pit.c - the 8254 timer of a PC (Intel 8254 data sheet, 231164).
 */
#include <inc/x86.h>
#include <kern/dev/pit.h>

#define CHANNEL0 0x40
#define CHANNEL2 0x42
#define CONTROL 0x43

/* The control word: channel, how counts are read and written, mode. */
#define SELECT_0 0x00
#define SELECT_2 0x80
#define LATCH 0x00    /* hold the count until it has been read */
#define LOW_HIGH 0x30 /* first the low byte, then the high one */
#define RATE 0x04     /* mode 2: starts again from the count */

/* System control port B of a PC: the gate of channel 2, and the loudspeaker that hangs on it. */
#define PORT_B 0x61
#define GATE_2 0x01
#define SPEAKER 0x02

void
pit_count_start(void)
{
	outb(PORT_B, (inb(PORT_B) & ~SPEAKER) | GATE_2);
	outb(CONTROL, SELECT_2 | LOW_HIGH | RATE);
	outb(CHANNEL2, 0); /* 0 means 65,536 */
	outb(CHANNEL2, 0);
}

uint16_t
pit_counted(void)
{
	uint16_t low, high;

	outb(CONTROL, SELECT_2 | LATCH);
	low = inb(CHANNEL2);
	high = inb(CHANNEL2);
	return (uint16_t) - (high << 8 | low);
}

void
pit_periodic(uint16_t count)
{
	outb(CONTROL, SELECT_0 | LOW_HIGH | RATE);
	outb(CHANNEL0, count & 0xFF);
	outb(CHANNEL0, count >> 8);
}
