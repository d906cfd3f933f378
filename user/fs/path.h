/* SPDX-License-Identifier: MIT */
/*
 * path.h - paths: from the root, name by name, to a file.
 */
#ifndef EXOLAB_FS_PATH_H
#define EXOLAB_FS_PATH_H

#include <user/fs/dir.h>

/*
 * Finds the directory in which the last part of an absolute path is to be looked for, and that
 * part, whose text lies in path. Slashes count once, and not at the end; of the path "/", the part
 * is "." of the root. -E_BAD_PATH for one that does not begin with a slash, or has a part that is
 * too long; -E_NOT_FOUND, -E_NOT_DIR on the way; and those of dir_find().
 */
int path_parent(const char *path, uint32_t *dir, struct Name *last);

/* Finds the inode that a path leads to, and if last is not null the last part of the path. */
int path_find(const char *path, uint32_t *ino, struct Name *last);

/* Is it the name of a directory in itself, or of the one above it? */
bool name_is_dots(const struct Name *name);

#endif
