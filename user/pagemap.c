/* SPDX-License-Identifier: MIT */
/*
 * pagemap - shares pages with a child, and between places, with the same and with fewer rights.
 * Must be seen: which frame is where, in both.
 */
#include <user/stay.h>

#define OWN(n) ((void *)(0x10000000u + (n)*PGSIZE))
#define HERS(n) ((void *)(0x20000000u + (n)*PGSIZE))

void
umain(int argc, char **argv)
{
	envid_t child = must(sys_exofork());

	report("map_parent %08x", sys_getenvid());
	report("map_child %08x", child);
	for (uint32_t i = 0; i < 4; i++) {
		must(sys_page_alloc(0, OWN(i), RW));
		*(uint32_t *)OWN(i) = nonce_number() + i;
	}
	report("map_write %d", sys_page_map(0, OWN(0), child, HERS(0), RW));
	report("map_read %d", sys_page_map(0, OWN(0), child, HERS(1), RO));
	report("map_marks %d", sys_page_map(0, OWN(1), child, HERS(2), RO | PTE_COW | PTE_SHARE));
	report("map_in_child %d", sys_page_map(child, HERS(1), child, HERS(3), RO));
	report("map_back %d", sys_page_map(child, HERS(0), 0, OWN(5), RW));
	/* More rights than there are. */
	report("map_more %d", sys_page_map(child, HERS(1), child, HERS(4), RW));
	report("map_more_back %d", sys_page_map(child, HERS(1), 0, OWN(6), RW));
	report("map_more_in_place %d", sys_page_map(child, HERS(1), child, HERS(1), RW));
	report("map_text %d", sys_page_map(0, (void *)UTEXT, 0, (void *)UTEXT, RW));
	/* In the place of another, and in its own. */
	must(sys_page_alloc(child, HERS(5), RW));
	report("map_over %d", sys_page_map(0, OWN(2), child, HERS(5), RO));
	report("map_self %d", sys_page_map(0, OWN(3), 0, OWN(3), RO));
	report("map_stack %d", sys_page_map(0, OWN(2), child, (void *)(UTOP - PGSIZE), RW));
	/* What is shared shows what the other one writes, now and after one has let go. */
	poke(OWN(5), ~nonce_number());
	report("map_seen %08x", peek(OWN(0)));
	must(sys_page_unmap(0, OWN(5)));
	/* The processor knows the page with the old rights. */
	report("pagemap: about to write to what is read-only by now");
	poke(OWN(3), 1);
	survived("wrote to what is read-only by now");
}
