/* SPDX-License-Identifier: MIT */
/*
 * mptable.h - what the MP table says about processors: for machines older than ACPI.
 */
#ifndef EXOLAB_KERN_MPTABLE_H
#define EXOLAB_KERN_MPTABLE_H

#include <kern/firmware.h>

/* Reads the table. Returns false, with *p as it was, if there is none or it is not in order. */
bool mptable_processors(struct Processors *p);

#endif
