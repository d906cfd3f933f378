/* SPDX-License-Identifier: MIT */
/*
 * program.h - from an ELF image to an environment that runs it.
 */
#ifndef EXOLAB_KERN_PROGRAM_H
#define EXOLAB_KERN_PROGRAM_H

#include <inc/env.h>

/*
 * Makes a runnable environment out of the archive's program name, child of parent_id, and stores it
 * in *store. Returns 0; -E_NOT_FOUND if there is no such program, -E_INVAL if the archive is
 * damaged, -E_NOT_EXEC if the image is refused, or what env_alloc() and memory give.
 * Each failure has printed its reason, and left nothing behind.
 */
int program_start(const char *name, envid_t parent_id, struct Env **store);

#endif
