/* SPDX-License-Identifier: MIT */
/*
 * pagebatch.h - page operations, collected and carried out many at a time.
 */
#ifndef EXOLAB_LIB_PAGEBATCH_H
#define EXOLAB_LIB_PAGEBATCH_H

#include <inc/lib.h>

#define PAGEBATCH_OPS 16

/* Begins as { .n = 0 }. After an error no more is done, and every call returns the error. */
struct PageBatch {
	struct PageOp ops[PAGEBATCH_OPS];
	size_t n;
	int error;
};

/* Adds an operation; the ones collected are carried out when there is no room for more. */
int pagebatch_add(struct PageBatch *batch, const struct PageOp *op);

/* Would another operation make it necessary to carry some out? */
static inline bool
pagebatch_full(const struct PageBatch *batch)
{
	return batch->n == PAGEBATCH_OPS;
}

/* Carries out what is left. Returns 0 if all went well from the start, or the first error. */
int pagebatch_finish(struct PageBatch *batch);

#endif
