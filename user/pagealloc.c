/* SPDX-License-Identifier: MIT */
/*
 * pagealloc - gives pages to a child, with all rights that there are, and takes some back.
 * Must be seen: just those pages, zeroed, in the child's memory.
 */
#include <user/stay.h>

#define AREA 0x10000000u
#define PAGE(n) ((void *)(AREA + (n)*PGSIZE))

/* Frames that are handed out again hold something. */
static void
soil_frames(void)
{
	for (uint32_t i = 0; i < 16; i++) {
		must(sys_page_alloc(0, PAGE(i), RW));
		memset(PAGE(i), (int)(nonce_number() & 0xFF) | 1, PGSIZE);
	}
	for (uint32_t i = 0; i < 16; i++)
		must(sys_page_unmap(0, PAGE(i)));
}

/* Frames that are asked for by number: the first that is free, then once more. */
static void
ask_by_number(envid_t child)
{
	ppn_t ppn = kerninfo.ki_nframes / 2, used = PGNUM(uvpt[PGNUM(UTEXT)]);

	while (pages[ppn].pp_ref > 0 || !pages[ppn].pp_link)
		ppn++;
	report("named_frame %d", ppn);
	report("named %d", sys_page_alloc_at(child, PAGE(10), RW, ppn));
	report("named_owner %08x", pages[ppn].pp_owner);
	report("named_again %d", sys_page_alloc_at(child, PAGE(11), RW, ppn));
	report("named_by_me %d", sys_page_alloc_at(0, PAGE(12), RW, ppn));
	report("named_own %d", sys_page_alloc_at(child, PAGE(11), RW, used));
	report("named_own_owner %d", pages[used].pp_owner == thisenv->env_id);
	report("named_directory %d",
	       sys_page_alloc_at(child, PAGE(11), RW, PGNUM(uvpt[PGNUM(uvpt)])));
	report("named_null %d", sys_page_alloc_at(child, PAGE(11), RW, 0));
	report("named_kernel %d", sys_page_alloc_at(child, PAGE(11), RW, PGNUM(EXTPHYSMEM)));
	report("named_beyond %d", sys_page_alloc_at(child, PAGE(11), RW, kerninfo.ki_nframes));
	report("named_huge %d", sys_page_alloc_at(child, PAGE(11), RW, UINT32_MAX));
	report("named_unaligned %d", sys_page_alloc_at(child, (char *)PAGE(11) + 4, RW, ppn + 1));
	report("named_bad_perm %d", sys_page_alloc_at(child, PAGE(11), RW | PTE_G, ppn + 1));
	report("named_utop %d", sys_page_alloc_at(child, (void *)UTOP, RW, ppn + 1));
	report("named_nobody %d", sys_page_alloc_at(-1, PAGE(11), RW, ppn + 1));
}

void
umain(int argc, char **argv)
{
	envid_t child = must(sys_exofork());

	report("alloc_parent %08x", sys_getenvid());
	report("alloc_child %08x", child);
	soil_frames();
	report("alloc_read_write %d", sys_page_alloc(child, PAGE(0), RW));
	report("alloc_read %d", sys_page_alloc(child, PAGE(1), RO));
	report("alloc_marks %d", sys_page_alloc(child, PAGE(2), RW | PTE_AVAIL));
	report("alloc_share %d", sys_page_alloc(child, PAGE(3), RO | PTE_SHARE));
	report("alloc_null %d", sys_page_alloc(child, NULL, RW));
	report("alloc_last %d", sys_page_alloc(child, (void *)(UTOP - PGSIZE), RW));
	/* In the place of another. */
	must(sys_page_alloc(child, PAGE(4), RW));
	report("alloc_again %d", sys_page_alloc(child, PAGE(4), RO));
	must(sys_page_alloc(child, PAGE(5), RW));
	report("unmap %d", sys_page_unmap(child, PAGE(5)));
	report("unmap_nothing %d", sys_page_unmap(child, PAGE(5)));
	report("unmap_no_table %d", sys_page_unmap(child, (void *)0x50000000));
	must(sys_page_alloc(0, PAGE(0), RW));
	*(uint32_t *)PAGE(0) = nonce_number();
	must(sys_page_alloc(0, PAGE(1), RW));
	poke((char *)PAGE(1), 1);
	must(sys_page_unmap(0, PAGE(1)));
	ask_by_number(child);
	/* What was unmapped is gone at once, although it was in use a moment ago. */
	report("pagealloc: about to read what was unmapped");
	peek(PAGE(1));
	survived("read what was unmapped");
}
