/* SPDX-License-Identifier: MIT */
/*
 * disk.h - the disk as programs see it: numbered sectors, and requests that carry them into and out
 * of a program's own pages. Where anything lies on the disk, the kernel does not know.
 */
#ifndef EXOLAB_INC_DISK_H
#define EXOLAB_INC_DISK_H

#include <inc/binding.h>

#define SECTSIZE 512
#define SECTS_PER_PAGE (PGSIZE / SECTSIZE)

/* One request carries at most so many sectors. */
#define DISK_SECTORS_MAX 256

/* An environment has at most so many requests that it has not yet heard the end of. */
#define DISK_REQUESTS_MAX 16

/* The name of a request, made like that of a binding. */
typedef int32_t diskreq_t;

#endif
