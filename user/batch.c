/* SPDX-License-Identifier: MIT */
/*
 * batch - lists of page operations for a child: good ones of every kind, ones that end in the
 * middle, ones that are wrong from the start, and ones for more pages than the kernel does at once.
 * Must be seen: how many of each were carried out; and the child's memory.
 */
#include <user/stay.h>

#define OWN(n) ((void *)(0x10000000u + (n)*PGSIZE))
#define HERS(n) ((void *)(0x20000000u + (n)*PGSIZE))
#define MANY ((void *)0x30000000u)

static envid_t child;

#define ALLOC(n, to, perm)                                                                         \
	{                                                                                          \
		PAGEOP_ALLOC, n, 0, NULL, child, to, perm                                          \
	}
#define MAP(n, from, to, perm)                                                                     \
	{                                                                                          \
		PAGEOP_MAP, n, 0, from, child, to, perm                                            \
	}
#define COPY(n, from, to, perm)                                                                    \
	{                                                                                          \
		PAGEOP_COPY, n, 0, from, child, to, perm                                           \
	}
#define UNMAP(n, to)                                                                               \
	{                                                                                          \
		PAGEOP_UNMAP, n, -1, (void *)1, child, to, -1                                      \
	}

/* What the kernel makes of the list, in one call. */
#define TRY(key, ...)                                                                              \
	do {                                                                                       \
		const struct PageOp try_ops[] = { __VA_ARGS__ };                                   \
		report(key " %d", sys_page_batch(try_ops, ARRAY_SIZE(try_ops)));                   \
	} while (0)

static void
try_good(void)
{
	TRY("good", ALLOC(3, HERS(0), RW), MAP(2, OWN(0), HERS(8), RO | PTE_SHARE),
	    COPY(2, OWN(1), HERS(16), RW), ALLOC(0, HERS(24), RO), UNMAP(1, HERS(1)),
	    ALLOC(1, (void *)(UTOP - PGSIZE), RW), COPY(1, OWN(3), HERS(2), RO),
	    UNMAP(40, HERS(100)), MAP(4, OWN(1022), HERS(200), RO),
	    COPY(4, OWN(1022), HERS(204), RO));
}

static void
try_partial(void)
{
	TRY("third", ALLOC(1, HERS(32), RW), ALLOC(1, HERS(33), RO), MAP(1, OWN(50), HERS(34), RO),
	    ALLOC(1, HERS(35), RW));
	TRY("second", MAP(1, OWN(0), HERS(36), RO), COPY(1, OWN(50), HERS(37), RO),
	    ALLOC(1, HERS(38), RW));
	TRY("first", MAP(1, OWN(50), HERS(39), RO), ALLOC(1, HERS(40), RW));
	/* The rights of the source are asked for at each of its pages: the second is read-only. */
	TRY("middle", ALLOC(1, HERS(41), RW), MAP(2, OWN(2), HERS(42), RW), ALLOC(1, HERS(44), RW));
	TRY("copy_of_nothing", COPY(1, (void *)0x70000000, HERS(45), RW));
	/* The last page could be done; when pages are mapped, in the next page table. */
	TRY("copy_with_hole", COPY(2, OWN(1021), HERS(46), RW));
	TRY("map_with_hole", MAP(2, OWN(1021), HERS(1023), RO));
}

static void
try_wrong(void)
{
	TRY("kind", { NPAGEOPS, 1, 0, OWN(0), child, HERS(50), RO });
	TRY("kind_huge", { UINT32_MAX, 1, 0, OWN(0), child, HERS(50), RO });
	TRY("unaligned", ALLOC(1, (char *)HERS(50) + 1, RW));
	TRY("unaligned_source", MAP(1, (char *)OWN(0) + 4, HERS(50), RO));
	TRY("beyond", ALLOC(2, (void *)(UTOP - PGSIZE), RW));
	TRY("beyond_source", MAP(2, (void *)(UTOP - PGSIZE), HERS(50), RO));
	TRY("unmap_beyond", UNMAP(2, (void *)(UTOP - PGSIZE)));
	TRY("wraps", ALLOC(0x100000, HERS(50), RW));
	TRY("kernel", UNMAP(1, (void *)KERNBASE));
	TRY("rights", ALLOC(1, HERS(50), RW | PTE_G));
	TRY("copy_rights", COPY(1, OWN(0), HERS(50), PTE_U));
	TRY("nobody", { PAGEOP_ALLOC, 1, 0, NULL, -1, HERS(50), RW });
	TRY("nobody_to_unmap", { PAGEOP_UNMAP, 1, 0, NULL, -1, HERS(0), 0 });
	TRY("of_nobody", { PAGEOP_MAP, 1, -1, OWN(0), child, HERS(50), RO });
	TRY("copy_of_nobody", { PAGEOP_COPY, 1, -1, OWN(0), child, HERS(50), RO });
	TRY("copy_to_nobody", { PAGEOP_COPY, 1, 0, OWN(0), -1, HERS(50), RO });
	TRY("too_many", ALLOC(1025, MANY, RW));
	report("none %d", sys_page_batch(NULL, 0));
}

/* A page is copied in its own place: one that is ours alone, one that the child has, too. */
static void
try_in_place(void)
{
	const struct PageOp ops[] = { { PAGEOP_COPY, 1, 0, OWN(4), 0, OWN(4), RO },
				      { PAGEOP_MAP, 1, 0, OWN(5), child, HERS(60), RO },
				      { PAGEOP_COPY, 1, 0, OWN(5), 0, OWN(5), RW | PTE_COW } };

	report("in_place %d", sys_page_batch(ops, ARRAY_SIZE(ops)));
	poke(OWN(5), nonce_number() + 500);
}

/* Over 2,000 pages; the kernel may stop after any of the operations, so go on where it did. */
static void
try_many(void)
{
	struct PageOp ops[12];
	size_t n = ARRAY_SIZE(ops), done = 0, calls = 0;

	for (size_t i = 0; i < n; i++)
		ops[i] = (struct PageOp){ PAGEOP_MAP, 200,   0,
					  OWN(64),    child, (char *)MANY + 200 * i * PGSIZE,
					  RO };
	while (done < n) {
		int r = sys_page_batch(ops + done, n - done);

		if (r <= 0)
			panic("batch: %e", r);
		done += (size_t)r;
		calls++;
	}
	report("many %u %u", done, calls > 1 && calls < n);
}

void
umain(int argc, char **argv)
{
	child = must(sys_exofork());
	report("batch_child %08x", child);
	report("batch_parent %08x", sys_getenvid());
	for (uint32_t i = 0; i < 6; i++) {
		must(sys_page_alloc(0, OWN(i), RW));
		poke(OWN(i), nonce_number() + i);
	}
	must(sys_page_map(0, OWN(3), 0, OWN(3), RO));
	for (uint32_t i = 0; i < 200; i++)
		must(sys_page_alloc(0, OWN(64 + i), RO));
	/* On both sides of the end of a page table. */
	for (uint32_t i = 1022; i < 1026; i++) {
		must(sys_page_alloc(0, OWN(i), RW));
		poke(OWN(i), nonce_number() + i);
	}
	try_good();
	try_partial();
	try_wrong();
	try_in_place();
	try_many();
	stay();
}
