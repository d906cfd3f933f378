/* SPDX-License-Identifier: MIT */
/*
 * upcall.h - exceptions that a program answers itself.
 */
#ifndef EXOLAB_KERN_UPCALL_H
#define EXOLAB_KERN_UPCALL_H

#include <inc/env.h>

/*
 * The exception in curenv's env_tf goes to the program, if it has an upcall for it: a struct
 * UTrapframe is written to its exception stack, and its registers are set to go on in the upcall.
 * fault_va goes with it: the address of a page fault, else 0. Returns false, with the registers
 * unchanged, if there is no upcall; prints why if there is one but the frame could not be written.
 */
bool upcall_answers(uint32_t fault_va);

/* Can a program have an upcall for this exception? */
bool upcall_possible(uint32_t trapno);

#endif
