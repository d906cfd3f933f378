/* SPDX-License-Identifier: MIT */
/*
 * pagecalls - asks for frames, shares one with itself, and asks for what it may not have.
 * Must be seen: the same word at both addresses, 2 references, then 1; "invalid argument" for a
 * second, writeable mapping of what may only be read; "in use" for a frame that is taken, with its
 * owner; and the frame itself, zeroed, once it is free.
 */
#include <user/test.h>

#define A ((char *)0x10000000)
#define B ((char *)0x20000000)
#define RO (PTE_P | PTE_U)
#define RW (RO | PTE_W)

static void
say(const char *what, int r)
{
	if (r < 0)
		report("%s: %e", what, r);
	else
		report("%s: done", what);
}

void
umain(int argc, char **argv)
{
	ppn_t ppn;

	sys_page_alloc(0, A, RW);
	ppn = PGNUM(uvpt[PGNUM(A)]);
	poke(A, 0xe0);
	say("read-only mapping", sys_page_map(0, A, 0, B, RO));
	report("frame %x: %x at both, %u references", ppn, peek(B), pages[ppn].pp_ref);
	say("writeable mapping of that", sys_page_map(0, B, 0, A + PGSIZE, RW));
	say("the same frame, please", sys_page_alloc_at(0, A + PGSIZE, RW, ppn));
	report("its owner is %08x", pages[ppn].pp_owner);
	sys_page_unmap(0, A);
	report("unmapped once: %u references", pages[ppn].pp_ref);
	sys_page_unmap(0, B);
	say("the same frame, please", sys_page_alloc_at(0, A, RW, ppn));
	report("frame %x again, and it holds %x", PGNUM(uvpt[PGNUM(A)]), peek(A));
}
