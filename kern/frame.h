/* SPDX-License-Identifier: MIT */
/*
 * frame.h - the frame allocator: which page frames exist, and which of them are free.
 */
#ifndef EXOLAB_KERN_FRAME_H
#define EXOLAB_KERN_FRAME_H

#include <inc/assert.h>
#include <inc/memlayout.h>
#include <kern/boot/bootinfo.h>

/* The frame table: one entry for each frame below the end of usable memory. */
extern struct PageInfo *pages;
extern size_t npages;

/* The kernel address of a physical address, and back. Both stop the kernel on a wrong argument. */
#define KADDR(pa) kaddr_checked(__FILE__, __LINE__, pa)
#define PADDR(kva) paddr_checked(__FILE__, __LINE__, kva)

static inline void *
kaddr_checked(const char *file, int line, physaddr_t pa)
{
	if (pa >= MAXPHYSMEM)
		_panic(file, line, "KADDR of %08x, beyond the memory that the kernel maps", pa);
	return (void *)(pa + KERNBASE);
}

static inline physaddr_t
paddr_checked(const char *file, int line, const void *kva)
{
	if ((uint32_t)kva < KERNBASE)
		_panic(file, line, "PADDR of %p, which is below KERNBASE", kva);
	return (physaddr_t)kva - KERNBASE;
}

static inline physaddr_t
page2pa(const struct PageInfo *pp)
{
	/* Not by way of the frame's number, which would be two shifts more. */
	return ((physaddr_t)pp - (physaddr_t)pages) * (PGSIZE / sizeof(*pp));
}

static inline struct PageInfo *
pa2page(physaddr_t pa)
{
	if (PGNUM(pa) >= npages)
		panic("pa2page of %08x, beyond the last frame", pa);
	return &pages[PGNUM(pa)];
}

static inline void *
page2kva(const struct PageInfo *pp)
{
	return KADDR(page2pa(pp));
}

/*
 * Finds out from the memory map which frames the kernel can use, makes the frame table, and
 * reports memory found and free. Panics with the reason if there is too little. Only while the
 * entry page tables are in use, which map the memory right after the kernel.
 */
void frames_init(const struct BootInfo *boot);

#define ALLOC_ZERO 0x1 /* fill the frame with zeros */

/*
 * Takes a frame off the free list; its reference count stays 0 and is the caller's to raise.
 * Returns null if no frame is free. Constant time, but for the zeroing.
 */
struct PageInfo *page_alloc(int alloc_flags);

/* Gives a frame back. Panics if it is still referenced or already free. Constant time. */
void page_free(struct PageInfo *pp);

/* Drops one reference; the last one frees the frame. */
void page_decref(struct PageInfo *pp);

/* How many frames are free now. Constant time. */
size_t page_nfree(void);

/* LAB 4 */
/* Fills it with zeros. Every frame of pages[] is mapped, so nothing is to be checked. */
static inline void
page_zero(const struct PageInfo *pp)
{
	void *kva = (void *)(page2pa(pp) + KERNBASE);
	uint32_t words = PGSIZE / 4;

	__asm__ volatile("rep; stosl" : "+D"(kva), "+c"(words) : "a"(0) : "memory");
}

#define ANY_FRAME ((ppn_t)-1) /* the number of no frame, where a number asks for one */

/* Takes this frame off the free list, as page_alloc() would. Null if it is not on it. */
struct PageInfo *page_take(struct PageInfo *pp);
/* END LAB 4 */

#endif
