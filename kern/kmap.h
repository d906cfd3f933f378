/* SPDX-License-Identifier: MIT */
/*
 * kmap.h - the kernel's address space: what lies above UTOP, in every address space alike.
 */
#ifndef EXOLAB_KERN_KMAP_H
#define EXOLAB_KERN_KMAP_H

#include <inc/env.h>
#include <inc/kerninfo.h>
#include <kern/pmap.h>
/* LAB 5 */
#include <inc/binding.h>
/* END LAB 5 */

/* The kernel's own page directory. Its entries above UTOP never change after kmap_init(). */
extern pde_t *kern_pgdir;

/* All environments, and the page of information; programs read them at UENVS and UINFO. */
extern struct Env *const envs;
extern struct KernInfo *const kerninfo;

/*
 * Builds the address space drawn in inc/memlayout.h, and switches to it. Needs frames_init() and
 * cpu_init(). From here on all memory that the kernel uses can be reached through KADDR().
 */
void kmap_init(void);

/* LAB 5 */
/* All bindings; programs read them at UBINDINGS. */
extern struct Binding *const bindings;
/* END LAB 5 */

/* LAB 4 */
/*
 * Maps size bytes of a device's registers, or of a table of the firmware, at physical address pa,
 * for the kernel alone and past the caches. Nothing is ever unmapped. Panics if the region above
 * MMIOBASE is full.
 */
void *mmio_map(physaddr_t pa, size_t size);

/* Gives processor cpu, one other than 0, a stack, with nothing mapped below it. All zeros. */
void kstack_map(int cpu);
/* END LAB 4 */

#endif
