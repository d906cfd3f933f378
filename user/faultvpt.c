/* SPDX-License-Identifier: MIT */
/*
 * faultvpt - writes its own page table, to make the kernel writable.
 * Must be seen: a page fault: write, protection violation, at the entry that maps umain.
 */
#include <user/test.h>

void
umain(int argc, char **argv)
{
	uintptr_t entry = (uintptr_t)&uvpt[PGNUM(umain)];

	report("faultvpt: entry %08x is %08x; about to write it", entry, peek(entry));
	poke(entry, peek(entry) | PTE_W);
	survived("wrote its page table");
}
