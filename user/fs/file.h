/* SPDX-License-Identifier: MIT */
/*
 * file.h - what is done with an open file. Errors where none is named: those of inode.h.
 */
#ifndef EXOLAB_FS_FILE_H
#define EXOLAB_FS_FILE_H

#include <user/fs/open.h>

/* Returns 0, or -E_NO_MEM. */
int file_init(void);

/*
 * FSOP_MAP_READ and FSOP_MAP_WRITE (inc/fs.h): stores where pages of the file from this one on lie
 * side by side, and returns how many.
 */
int file_read(struct Open *o, uint32_t page, void **store);
int file_write(struct Open *o, uint32_t page, uint32_t wanted, void **store);

/* FSOP_APPEND: stores where the bytes begin, and returns how many. */
int file_append(struct Open *o, uint32_t wanted, uint32_t *start);

/* FSOP_SET_SIZE and FSOP_GROW. */
int file_set_size(struct Open *o, uint32_t wanted);
int file_grow(struct Open *o, uint32_t wanted);

/* Cuts it to nothing, whoever has it open. */
int file_empty(uint32_t ino);

/* Fills *stat, but for the name. */
int file_stat(uint32_t ino, struct Stat *stat);

#endif
