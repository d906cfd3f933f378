/* SPDX-License-Identifier: MIT */
/*
 * bootstack.h - the memory of the first kernel stack. kern/entry.S starts on it; kern/kmap.c maps
 * it below KSTACKTOP, with a guard under it, as the kernel stack of CPU 0.
 */
#ifndef EXOLAB_KERN_BOOTSTACK_H
#define EXOLAB_KERN_BOOTSTACK_H

#include <inc/memlayout.h>

extern uint8_t bootstack[KSTKSIZE];

#endif
