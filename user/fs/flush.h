/* SPDX-License-Identifier: MIT */
/*
 * flush.h - write-back: everything that was changed goes to the disk, in an order in which a stop
 * after any write leaves a file system that e2fsck -p repairs, without a loss of what was there
 * after the last write-back.
 */
#ifndef EXOLAB_FS_FLUSH_H
#define EXOLAB_FS_FLUSH_H

#include <inc/types.h>

/* Returns 0 or -E_NO_MEM. */
int flush_init(void);

/*
 * Returns 0, or -E_IO: if only data could not be written, the rest is on the disk; in any case what
 * is not on the disk will be written the next time.
 */
int flush(void);

#endif
