/* SPDX-License-Identifier: MIT */
/*
 * power.c - ends the machine: each known way in turn (power.h).
 */
#include <inc/x86.h>
#include <kern/dev/power.h>
#include <kern/dev/serial.h>

void
machine_end(int status)
{
	serial_drain();
	outb(QEMU_EXIT_PORT, (uint8_t)status);
	outw(QEMU_POWER_PORT, QEMU_POWER_OFF);
	for (const char *s = BOCHS_POWER_TEXT; *s != '\0'; s++)
		outb(BOCHS_POWER_PORT, (uint8_t)*s);
	for (;;) {
		cli();
		hlt();
	}
}
