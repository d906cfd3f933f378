/* SPDX-License-Identifier: MIT */
/*
 * names.h - what is done with the names of files: made, found, moved, removed.
 *
 * What is changed here goes to the disk later, in an order in which every stop leaves the disk in
 * order (flush.h). A few changes cannot be put in any order together with those that wait already,
 * or need something else on the disk first. Then no more than that is done, and -E_NOT_YET
 * returned: write all of it, and ask again.
 *
 * Errors where none is named: those of path.h, and -E_NOT_SUPP for what is neither a file nor a
 * directory.
 */
#ifndef EXOLAB_FS_NAMES_H
#define EXOLAB_FS_NAMES_H

#include <user/fs/path.h>

/* open(): finds or makes the file, as mode says. -E_FILE_EXISTS, -E_IS_DIR, -E_NO_DISK. */
int names_open(const char *path, int mode, uint32_t *ino, struct Name *last);

/* -E_IS_DIR */
int names_remove(const char *path);

/* -E_FILE_EXISTS, -E_NO_DISK */
int names_mkdir(const char *path);

/* -E_NOT_EMPTY; -E_INVAL for "." and "..", and so for the root */
int names_rmdir(const char *path);

/* -E_IS_DIR, -E_FILE_EXISTS, -E_NO_DISK */
int names_link(const char *path, const char *new_path);

/*
 * A file may take the place of another file. -E_IS_DIR if the new path is a directory, -E_NOT_DIR
 * if a directory would replace a file; -E_INVAL for a directory that would become a part of itself;
 * -E_NOT_AT_ONCE for one whose name cannot be changed within a block; -E_NO_DISK.
 */
int names_rename(const char *path, const char *new_path);

/*
 * After a write-back: removes the names that replaced files were kept by until then. Returns
 * whether there were any: then another write-back is due.
 */
bool names_settle(void);

#endif
