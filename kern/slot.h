/* SPDX-License-Identifier: MIT */
/*
 * slot.h - names of what lies in the slots of a table: the slot's number in the low bits, and above
 * them what changes with each use of the slot, so that an old name does not name its successor.
 */
#ifndef EXOLAB_KERN_SLOT_H
#define EXOLAB_KERN_SLOT_H

#include <inc/types.h>

/* The name for the next use of a slot, after id: positive. The slot's number has so many bits. */
static inline int32_t
slot_next_id(int32_t id, int bits)
{
	uint32_t first = 1u << bits, next = (uint32_t)id + first;

	return (int32_t)next > 0 ? (int32_t)next : (int32_t)(first + (next & (first - 1)));
}

#endif
