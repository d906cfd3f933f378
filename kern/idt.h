/* SPDX-License-Identifier: MIT */
/*
 * idt.h - the gates into the kernel.
 */
#ifndef EXOLAB_KERN_IDT_H
#define EXOLAB_KERN_IDT_H

/*
 * Sets up a gate for each exception and for the system call, and sysenter where there is one. Needs
 * cpu_init() and gdt_init().
 */
void idt_init(void);

#endif
