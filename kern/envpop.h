/* SPDX-License-Identifier: MIT */
/*
 * envpop.h - from the kernel into a program.
 */
#ifndef EXOLAB_KERN_ENVPOP_H
#define EXOLAB_KERN_ENVPOP_H

#include <inc/trap.h>

/*
 * Restores all registers from *tf, which must be a frame of user mode. Does not return. fs and gs
 * become null, and FL_IOPL is taken out of *tf, so that ports stay out of a program's reach.
 */
void env_pop_tf(struct Trapframe *tf) __noreturn;

#endif
