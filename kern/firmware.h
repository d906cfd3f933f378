/* SPDX-License-Identifier: MIT */
/*
 * firmware.h - what the tables of the firmware say about processors, and how such tables are found.
 *
 * Nothing in them is trusted: a table with a wrong checksum or a wrong length is as good as none.
 */
#ifndef EXOLAB_KERN_FIRMWARE_H
#define EXOLAB_KERN_FIRMWARE_H

#include <inc/types.h>
#include <kern/percpu.h>

struct Processors {
	physaddr_t p_lapic;  /* where each processor finds its local APIC */
	physaddr_t p_ioapic; /* the first IOAPIC, or 0 */
	int p_count;	     /* of p_ids */
	int p_left_out;	     /* further processors, for which there is no room */
	uint8_t p_ids[NCPU]; /* the APIC ids of processors that can be used */
};

/* Adds a processor, unless it is there already. */
void processors_add(struct Processors *p, uint8_t apic_id);

/* Do n bytes add up to 0 (modulo 256)? */
bool firmware_sum_ok(const void *table, size_t n);

/*
 * Looks for a structure of size bytes that starts with signature and adds up to 0, at the multiples
 * of 16 in [pa, pa + length), which lies below 1 MiB. Returns its kernel address, or null.
 */
const void *firmware_find(physaddr_t pa, size_t length, const char *signature, size_t size);

/* The BIOS's extended data area (EBDA); 0 if there is none. */
physaddr_t firmware_ebda(void);

#endif
