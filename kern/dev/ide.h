/* SPDX-License-Identifier: MIT */
/*
 * ide.h - the disk: the first device on the first IDE channel, and no other. One transfer at a
 * time.
 */
#ifndef EXOLAB_KERN_DEV_IDE_H
#define EXOLAB_KERN_DEV_IDE_H

#include <inc/disk.h>

/* A piece of physical memory, in one page; a multiple of SECTSIZE in place and size. */
struct Extent {
	physaddr_t x_pa;
	uint32_t x_size;
};

/* So many pieces DISK_SECTORS_MAX sectors can lie in: one more than full pages. */
#define EXTENTS_MAX (DISK_SECTORS_MAX / SECTS_PER_PAGE + 1)

/* What is to be carried. The memory is that of the extents, in order. */
struct IdeTransfer {
	uint32_t t_sector;
	uint32_t t_count; /* of sectors, 1 to DISK_SECTORS_MAX */
	bool t_write;	  /* to the disk */
	uint32_t t_nextents;
	struct Extent t_extents[EXTENTS_MAX];
};

enum IdeState {
	IDE_WORKING, /* an interrupt will come */
	IDE_DONE,
	IDE_FAILED
};

/*
 * Sectors have numbers of 28 bits, and a disk with more tells that it has this many (ATA/ATAPI-6,
 * T13/1410D, 6.2): 128 GiB.
 */
#define IDE_SECTORS_MAX 0x0FFFFFFFu

/*
 * Looks for the disk. Returns how many of its sectors can be reached, 0 if there is none. It
 * reaches memory by itself if it can, and dma is true.
 */
uint32_t ide_init(bool dma);

/* Begins a transfer, which must stay where it is until it ends. */
enum IdeState ide_start(const struct IdeTransfer *transfer);

/* The disk has interrupted, or may have: what has become of the transfer? */
enum IdeState ide_interrupt(void);

/*
 * No interrupt has come for too long. Looks whether one was lost; if not, the transfer has failed,
 * and the disk is reset.
 */
enum IdeState ide_give_up(void);

#endif
