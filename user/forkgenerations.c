/* SPDX-License-Identifier: MIT */
/*
 * forkgenerations - two children and a grandchild, all of which write between the forks.
 * Must be seen: each has what was written before it was made, and what it wrote itself.
 */
#include <user/stay.h>

#define PAGE(n) ((void *)(0x10000000u + (n)*PGSIZE))
#define NPAGES 8

static void
put(uint32_t page, uint32_t value)
{
	poke(PAGE(page), nonce_number() + value);
}

/* To be looked at under this name. Nobody waits for anybody. */
static void __noreturn
stay_as(const char *name)
{
	report("generation%s %08x", name, thisenv->env_id);
	stay();
	exit();
}

static void __noreturn
first_child(void)
{
	put(1, 101);
	if (must(fork()) == 0) {
		put(2, 202);
		stay_as("11");
	}
	put(3, 303);
	stay_as("1");
}

void
umain(int argc, char **argv)
{
	for (uint32_t n = 0; n < NPAGES; n++) {
		must(sys_page_alloc(0, PAGE(n), RW));
		put(n, n);
	}
	if (must(fork()) == 0)
		first_child();
	put(4, 404);
	if (must(fork()) == 0) {
		put(5, 505);
		stay_as("2");
	}
	put(6, 606);
	put(1, 700);
	stay_as("0");
}
