/* SPDX-License-Identifier: MIT */
/*
 * archive.h - the program archive that the boot loader left in memory (inc/tar.h).
 */
#ifndef EXOLAB_KERN_ARCHIVE_H
#define EXOLAB_KERN_ARCHIVE_H

#include <inc/tar.h>
#include <kern/boot/bootinfo.h>

/* Needs kmap_init(): the archive lies beyond what the entry page tables map. */
void archive_init(const struct BootInfo *boot);

/*
 * Finds bin/NAME. Returns 0; -E_NOT_FOUND, also if the command line does not name it: then the
 * loader has left it on the disk; -E_INVAL if the archive is damaged.
 */
int archive_program(const char *name, struct TarMember *program);

#endif
