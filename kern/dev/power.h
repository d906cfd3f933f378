/* SPDX-License-Identifier: MIT */
/*
 * power.h - the end of the machine. Usable from C and from assembler: the boot loader and the
 * kernel's first instructions end it in the same ways, but cannot call machine_end().
 */
#ifndef EXOLAB_KERN_DEV_POWER_H
#define EXOLAB_KERN_DEV_POWER_H

/* The status that the emulator is told. QEMU ends with twice the status, plus 1. */
#define END_GOOD 0
#define END_PANIC 1	  /* the kernel panicked */
#define END_NOT_STARTED 2 /* what was asked for could not be started */

/* The ways, to be tried in this order. A device that is not there ignores what it is sent. */
#define QEMU_EXIT_PORT 0xF4	/* isa-debug-exit, if the command line of QEMU has it: the status */
#define QEMU_POWER_PORT 0x604	/* PM1a_CNT of QEMU's PC (ACPI specification 6.4, 4.8.3.2.1) ... */
#define QEMU_POWER_OFF 0x2000	/* ... SLP_EN, with the SLP_TYP that means soft off there */
#define BOCHS_POWER_PORT 0x8900 /* Bochs ends when it reads this text here, byte by byte */
#define BOCHS_POWER_TEXT "Shutdown"
#define BOCHS_POWER_LEN 8

#ifndef __ASSEMBLER__
#include <inc/types.h>

/*
 * Lets the serial port finish. Then ends the emulator, or powers the machine off, or stops it for
 * good if neither works.
 */
void machine_end(int status) __noreturn;
#endif

#endif
