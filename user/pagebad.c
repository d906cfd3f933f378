/* SPDX-License-Identifier: MIT */
/*
 * pagebad - passes the page calls everything that is wrong. Start it with bystander
 * (kern/test/lab4.c). Must be seen: the error of each; and that memory is as it was.
 */
#include <user/stay.h>

#define OWN ((char *)0x10000000)
#define HERS ((char *)0x20000000)
#define HOLE ((char *)0x10010000) /* nothing is here, but there is a page table */
#define NO_TABLE ((char *)0x60000000)

static const uintptr_t bad_places[] = { 0x20001001, 0x20001800, UTOP,	  UTOP + PGSIZE,
					UVPT,	    ULIM,	KERNBASE, 0xFFFFF000 };
static const int bad_rights[] = { 0,
				  PTE_P,
				  PTE_U,
				  PTE_P | PTE_W,
				  PTE_U | PTE_W,
				  RW | PTE_PWT,
				  RW | PTE_PCD,
				  RW | PTE_A,
				  RW | PTE_PS,
				  RW | PTE_G,
				  RW | 0x1000,
				  ~0 };

/* Says what each of the calls returned, in their order: one line for one kind of mistake. */
static int results[16];
static uint32_t nresults;

static void
note(int r)
{
	results[nresults++] = r;
}

static void
say(const char *key)
{
	char text[120];
	size_t at = 0;

	for (uint32_t i = 0; i < nresults; i++)
		at += (size_t)snprintf(text + at, sizeof(text) - at, " %d", results[i]);
	report("%s%s", key, text);
	nresults = 0;
}

static void
try_places(envid_t child)
{
	for (size_t i = 0; i < ARRAY_SIZE(bad_places); i++)
		note(sys_page_alloc(child, (void *)bad_places[i], RW));
	say("alloc_places");
	for (size_t i = 0; i < ARRAY_SIZE(bad_places); i++)
		note(sys_page_map(0, OWN, child, (void *)bad_places[i], RO));
	say("map_places");
	for (size_t i = 0; i < ARRAY_SIZE(bad_places); i++)
		note(sys_page_map(0, (void *)bad_places[i], child, HERS, RO));
	say("map_sources");
	for (size_t i = 0; i < ARRAY_SIZE(bad_places); i++)
		note(sys_page_unmap(child, (void *)bad_places[i]));
	say("unmap_places");
}

static void
try_rights(envid_t child)
{
	for (size_t i = 0; i < ARRAY_SIZE(bad_rights); i++)
		note(sys_page_alloc(child, HERS, bad_rights[i]));
	say("alloc_rights");
	for (size_t i = 0; i < ARRAY_SIZE(bad_rights); i++)
		note(sys_page_map(0, OWN, child, HERS, bad_rights[i]));
	say("map_rights");
}

static void
try_environments(envid_t child, envid_t other, envid_t gone)
{
	const envid_t bad[] = { other, gone, -1, INT32_MIN, child + NENV };

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		note(sys_page_alloc(bad[i], HERS, RW));
	say("alloc_others");
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		note(sys_page_map(0, OWN, bad[i], HERS, RW));
	say("map_to_others");
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		note(sys_page_map(bad[i], UTEMP, child, HERS, RO));
	say("map_from_others");
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++)
		note(sys_page_unmap(bad[i], UTEMP));
	say("unmap_others");
}

static envid_t
find_other(void)
{
	for (int i = 0; i < NENV; i++)
		if (strcmp((const char *)envs[i].env_name, "bystander") == 0)
			return envs[i].env_id;
	panic("start it with bystander");
}

void
umain(int argc, char **argv)
{
	envid_t gone = must(sys_exofork()), child = must(sys_exofork());

	must(sys_env_destroy(gone));
	report("bad_parent %08x", sys_getenvid());
	report("bad_child %08x", child);
	report("bad_other %08x", find_other());
	must(sys_page_alloc(0, OWN, RO));
	must(sys_page_alloc(child, HERS, RW));
	/* Two pages that a wrong call might take for those at unaligned addresses. */
	must(sys_page_alloc(child, HERS + PGSIZE, RW));
	must(sys_page_alloc(child, HERS + 2 * PGSIZE, RW));
	report("bad_frame %x", PGNUM(uvpt[PGNUM(OWN)]));
	try_places(child);
	try_rights(child);
	try_environments(child, find_other(), gone);
	note(sys_page_map(0, HOLE, child, HERS, RO));
	note(sys_page_map(0, NO_TABLE, child, HERS, RO));
	note(sys_page_map(child, HOLE, child, HERS, RO));
	note(sys_page_map(0, OWN, child, HERS, RW));
	say("map_nothing");
	stay();
}
