/* SPDX-License-Identifier: MIT */
/*
 * fsclient.h - requests to the file server (inc/fs.h), for the library's files.
 */
#ifndef EXOLAB_LIB_FSCLIENT_H
#define EXOLAB_LIB_FSCLIENT_H

#include <lib/fd.h>

/*
 * Makes path an absolute one, in MAXPATHLEN bytes at buf. -E_BAD_PATH if it is empty, or too long
 * then (lib/cwd.c).
 */
int path_absolute(const char *path, char *buf);

/*
 * Sends a request about an open file. Pages that come with the answer are mapped from va on, at
 * most npages; none if npages is 0. Returns the answer, and in *came how many pages came.
 */
int fs_file_request(const struct Fd *fd, unsigned op, uint32_t page, void *va, uint32_t npages,
		    uint32_t *came);

#endif
