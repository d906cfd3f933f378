/* SPDX-License-Identifier: MIT */
/*
 * shootdown.h - a translation that has been taken away must go from the TLBs of all processors,
 * before the frame behind it can be given to somebody else (SDM 3A, 4.10.5).
 */
#ifndef EXOLAB_KERN_SHOOTDOWN_H
#define EXOLAB_KERN_SHOOTDOWN_H

#include <inc/mmu.h>

/*
 * Has every other processor that runs in the address space pgdir forget its translations, and waits
 * until they have. With memory_lock held, so there is only one at a time. A processor that is in
 * the kernel answers when it waits for a lock (wait_for_lock()) or goes back to its program: the
 * interrupt that was sent to it waits until then.
 *
 * A processor counts if its cpu_env has this pgdir. So it sets cpu_env before it loads CR3, and
 * loads kern_pgdir before it clears cpu_env.
 */
void tlb_shootdown(pde_t *pgdir);

/* One turn of a loop that waits with interrupts off: answers a shootdown, and pauses. */
void wait_for_lock(void);

/* Answers a shootdown that another processor waits for, if there is one. */
void shootdown_answer(void);

#endif
