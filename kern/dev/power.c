/* SPDX-License-Identifier: MIT */
/*
 * power.c - ends the machine: each known way in turn, where a device that is not there ignores what
 * is written to its port.
 */
#include <inc/x86.h>
#include <kern/dev/power.h>
#include <kern/dev/serial.h>

#define QEMU_EXIT 0xF4	      /* QEMU's isa-debug-exit, if the command line of QEMU has it */
#define PIIX4_PM1A_CNT 0x604  /* ACPI, as QEMU's PC has it (ACPI specification 6.4, 4.8.3.2.1) */
#define PM1_SLP_EN_S5 0x2000  /* SLP_EN, with the SLP_TYP that means soft off there */
#define BOCHS_SHUTDOWN 0x8900 /* Bochs: ends when it reads "Shutdown" here, byte by byte */

void
machine_end(int status)
{
	const char *s;

	serial_drain();
	outb(QEMU_EXIT, (uint8_t)status);
	outw(PIIX4_PM1A_CNT, PM1_SLP_EN_S5);
	for (s = "Shutdown"; *s != '\0'; s++)
		outb(BOCHS_SHUTDOWN, (uint8_t)*s);
	for (;;) {
		cli();
		hlt();
	}
}
