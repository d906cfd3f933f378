/* SPDX-License-Identifier: MIT */
/*
 * apentry.h - where another processor starts (kern/apentry.S). Usable from C and from assembler.
 */
#ifndef EXOLAB_KERN_APENTRY_H
#define EXOLAB_KERN_APENTRY_H

/* In real mode, at the start of a page below 640 KiB: frames_init() keeps this one free for it. */
#define AP_START 0x1000

#ifndef __ASSEMBLER__
#include <inc/types.h>

/* What is copied there. */
extern const uint8_t ap_start[], ap_start_end[];

/* With what the processor enters ap_main(), on its own stack; set before it is started. */
extern uint32_t ap_cr3, ap_cr4, ap_esp;

/* The first C function of another processor (kern/apstart.c). */
void ap_main(void) __noreturn;
#endif

#endif
