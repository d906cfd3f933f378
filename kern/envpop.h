/* SPDX-License-Identifier: MIT */
/*
 * envpop.h - from the kernel into a program.
 */
#ifndef EXOLAB_KERN_ENVPOP_H
#define EXOLAB_KERN_ENVPOP_H

#include <inc/trap.h>

/*
 * Restores all registers from *tf, which must be a frame of user mode; fs and gs become null. Does
 * not return.
 */
void env_pop_tf(const struct Trapframe *tf) __noreturn;

#endif
