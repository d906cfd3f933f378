/* SPDX-License-Identifier: MIT */
/*
 * disk.h - the partition, as numbered blocks of a page. Requests are begun, as many as one likes,
 * and then waited for all together.
 */
#ifndef EXOLAB_FS_DISK_H
#define EXOLAB_FS_DISK_H

#include <inc/lib.h>

/* Asks for the partition. Returns how many blocks it has, or an error after it has said it. */
int disk_open(void);

/*
 * Begins to carry count blocks between the disk, from this block on, and the pages from va on.
 * failed, unless it is null, hears of each part that could not be carried, at the latest in
 * disk_finish().
 */
void disk_begin_read(uint32_t block, void *va, uint32_t count);
void disk_begin_write(uint32_t block, const void *va, uint32_t count,
		      void (*failed)(uint32_t block, uint32_t count));

/* Waits for all that was begun. Returns 0, or -E_IO if any of it failed. */
int disk_finish(void);

#endif
