/* SPDX-License-Identifier: MIT */
/*
 * idt.h - the interrupt descriptor table.
 */
#ifndef EXOLAB_KERN_IDT_H
#define EXOLAB_KERN_IDT_H

/* Sets up a gate for each exception and for the system call, and loads the table. */
void idt_init(void);

#endif
