/* SPDX-License-Identifier: MIT */
/*
 * pageop.h - one line of a list of page operations, which sys_page_batch() carries out in one entry
 * into the kernel.
 */
#ifndef EXOLAB_INC_PAGEOP_H
#define EXOLAB_INC_PAGEOP_H

#include <inc/env.h>

enum {
	PAGEOP_ALLOC, /* po_npages zeroed frames at po_dstva, as sys_page_alloc() does */
	PAGEOP_MAP,   /* what is mapped from po_srcva on, at po_dstva, as sys_page_map() does */
	PAGEOP_UNMAP, /* nothing any more at po_dstva, as sys_page_unmap() does */
	PAGEOP_COPY,  /* frames of its own at po_dstva that hold what those at po_srcva hold */
	NPAGEOPS
};

/* One operation is for at most so many pages: -E_INVAL for more. */
#define PAGEOP_PAGES_MAX 1024

/* Sources that an operation does not have are ignored. Environments as in the single calls. */
struct PageOp {
	uint32_t po_kind;   /* PAGEOP_* */
	uint32_t po_npages; /* for as many pages, one after the other; 0 does nothing */
	envid_t po_srcenv;
	void *po_srcva;
	envid_t po_dstenv;
	void *po_dstva;
	int po_perm;
};

#endif
