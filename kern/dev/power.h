/* SPDX-License-Identifier: MIT */
/*
 * power.h - the end of the machine.
 */
#ifndef EXOLAB_KERN_DEV_POWER_H
#define EXOLAB_KERN_DEV_POWER_H

#include <inc/types.h>

/* The status that machine_end() tells the emulator. QEMU ends with twice the status, plus 1. */
enum {
	END_GOOD = 0,
	END_PANIC = 1,	    /* the kernel panicked */
	END_NOT_STARTED = 2 /* what the command line asked for could not be started */
};

/*
 * Lets the serial port finish. Then ends the emulator, or powers the machine off, or stops it for
 * good if neither works.
 */
void machine_end(int status) __noreturn;

#endif
