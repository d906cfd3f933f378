/* SPDX-License-Identifier: MIT */
/*
 * forkpages.h - what forkmarks and forkcopying share: pages of every kind, of which a parent and a
 * child write some. The grader looks at both when they have stopped.
 */
#ifndef EXOLAB_USER_FORKPAGES_H
#define EXOLAB_USER_FORKPAGES_H

#include <user/stay.h>

#define PAGE(n) ((void *)(0x10000000u + (n)*PGSIZE))
#define FAR(n) ((void *)(0x20000000u + (n)*PTSIZE)) /* each below another page table */
#define NFAR 24

/* Nobody writes the last word of a page after this. */
static void
fill_page(void *va, uint32_t number)
{
	must(sys_page_alloc(0, va, RW));
	poke(va, nonce_number() + number);
	poke((char *)va + PGSIZE - 4, nonce_number() ^ number);
}

/* A page of its own kind: it may have been marked by an earlier fork. */
static void
make_page(uint32_t n, int perm)
{
	fill_page(PAGE(n), n);
	must(sys_page_map(0, PAGE(n), 0, PAGE(n), perm));
}

static void
make_pages(void)
{
	make_page(0, RW);
	make_page(1, RO);
	make_page(2, RW | PTE_SHARE);
	make_page(3, RO | PTE_SHARE);
	make_page(4, RW);
	make_page(5, RW);
	make_page(6, RW);
	make_page(7, RW | 0x200);
	for (uint32_t n = 0; n < NFAR; n++)
		fill_page(FAR(n), 100 + n);
}

static void
skip(struct UTrapframe *utf)
{
	utf->utf_eip += 2;
}

/* A child that stays as it is, and so keeps pages 8 and 9 marked. */
static void
have_elder(void)
{
	envid_t elder;

	make_page(8, RW);
	make_page(9, RW);
	elder = must(fork());
	if (elder == 0) {
		stay();
		exit();
	}
	report("elder %08x", elder);
}

static void
write_as_child(void)
{
	static const uint32_t written[] = { 2, 4, 6, 7, 9 };

	for (size_t i = 0; i < ARRAY_SIZE(written); i++)
		poke(PAGE(written[i]), ~(nonce_number() + written[i]));
	for (uint32_t n = 0; n < NFAR; n += 5)
		poke(FAR(n), ~(nonce_number() + 100 + n));
	/* An exception stack is its own, and exceptions go where the parent's do. */
	__asm__ volatile("ud2");
	stay();
	exit();
}

static void
write_as_parent(void)
{
	poke(PAGE(5), (nonce_number() + 5) ^ 0x55555555);
	poke(PAGE(6), (nonce_number() + 6) ^ 0x55555555);
	stay();
}

/* Makes a child in this way; both write some of the pages, and stop. */
static void
fork_and_write(envid_t (*how)(void))
{
	envid_t child;

	must(set_upcall_handler(T_ILLOP, skip));
	have_elder();
	make_pages();
	child = must(how());
	if (child == 0)
		write_as_child();
	report("fork_parent %08x", thisenv->env_id);
	report("fork_child %08x", child);
	write_as_parent();
}

#endif
