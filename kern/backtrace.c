/* SPDX-License-Identifier: MIT */
/*
 * backtrace.c - backtraces of the kernel: those of lib/backtrace.c, read through the page tables.
 */
#include <inc/backtrace.h>
#include <inc/memlayout.h>
#include <inc/stdio.h>
#include <inc/string.h>
#include <inc/x86.h>
#include <kern/backtrace.h>

/*
 * The page-table or directory entry with this index, in the table at physical address pa. All page
 * tables lie in memory that the kernel maps at KERNBASE; what lies elsewhere counts as empty.
 */
static uint32_t
table_entry(physaddr_t pa, uint32_t index)
{
	return pa < MAXPHYSMEM ? ((const uint32_t *)(pa + KERNBASE))[index] : 0;
}

/* Whether the page that holds va is mapped in the address space in use. */
static bool
mapped(uint32_t va)
{
	uint32_t pde = table_entry(PTE_ADDR(rcr3()), PDX(va));

	if (!(pde & PTE_P) || pde & PTE_PS)
		return pde & PTE_P;
	return table_entry(PTE_ADDR(pde), PTX(va)) & PTE_P;
}

/*
 * Reads kernel memory, if there is any: the page tables are asked first, because a backtrace often
 * starts from a broken state, and because this must work before any part of the kernel is set up.
 */
static bool
kernel_read(void *ctx, uint32_t addr, void *buf, size_t n)
{
	uint32_t last = addr + n - 1;

	(void)ctx;
	if (n == 0)
		return true;
	if (addr < ULIM || last < addr)
		return false;
	for (uint32_t page = PGNUM(addr); page <= PGNUM(last); page++) {
		if (!mapped(page << PGSHIFT))
			return false;
	}
	memcpy(buf, (const void *)addr, n);
	return true;
}

void
backtrace_kernel(uint32_t eip, uint32_t ebp)
{
	extern const uint8_t __lines_start[]; /* kern/kernel.ld */
	const struct LineSource kernel = {
		.ls_table = (uint32_t)__lines_start,
		.ls_read = kernel_read,
	};

	cprintf("backtrace of the kernel:\n");
	backtrace_walk(&kernel, eip, ebp);
}
