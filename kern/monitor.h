/* SPDX-License-Identifier: MIT */
/*
 * monitor.h - the kernel's command line, for people.
 */
#ifndef EXOLAB_KERN_MONITOR_H
#define EXOLAB_KERN_MONITOR_H

#include <inc/trap.h>

/*
 * Reads commands and runs them, until one says to go on. tf is the state of the program or kernel
 * code that an exception stopped, which commands may change; null if the kernel itself calls.
 */
void monitor(struct Trapframe *tf);

#endif
