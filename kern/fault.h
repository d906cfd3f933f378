/* SPDX-License-Identifier: MIT */
/*
 * fault.h - saying what went wrong: exceptions in words, for people.
 */
#ifndef EXOLAB_KERN_FAULT_H
#define EXOLAB_KERN_FAULT_H

#include <inc/env.h>

/* The name of a vector: "divide error", "page fault", ... */
const char *trap_name(uint32_t trapno);

/* Prints all registers of a frame, with the meaning of its error code. */
void print_trapframe(const struct Trapframe *tf);

/*
 * Prints what the program of e did wrong, where (function, file and line of the program), why
 * that is wrong, and the program's backtrace. fault_va is the processor's CR2 at a page fault.
 */
void report_fault(struct Env *e, uint32_t fault_va);

#endif
