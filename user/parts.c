/* SPDX-License-Identifier: MIT */
/*
 * parts - the owner of the disk, whom the kernel starts first and gives all of it. It reads the
 * partition table, and passes partitions on: inc/fs.h says to whom. The kernel knows of neither.
 * Must be seen: nothing, unless there is no disk, or something is wrong with the table.
 */
#include <inc/lib.h>

#define NOWHERE ((void *)UTOP) /* no page */

/* Sector 0: the last bytes of the boot loader's, and the table. */
#define NPARTITIONS 4
#define MBR_SIGNATURE 0xAA55

struct Entry {
	uint8_t e_boot;
	uint8_t e_first_chs[3]; /* how disks were addressed once */
	uint8_t e_type;		/* 0: none */
	uint8_t e_last_chs[3];
	uint32_t e_first;
	uint32_t e_count;
} __attribute__((packed));

static struct Sector {
	uint8_t m_loader[446];
	struct Entry m_entries[NPARTITIONS];
	uint16_t m_signature;
} __attribute__((packed, aligned(SECTSIZE))) mbr;
static_assert(sizeof(mbr) == SECTSIZE, "the partition table is in sector 0");

static const volatile struct Binding *disk; /* our own */
static bindid_t granted[NPARTITIONS];	    /* the last binding to each */

/* The binding that the kernel gave us; null if there is no disk. */
static const volatile struct Binding *
find_disk(void)
{
	for (const volatile struct Binding *b = bindings; b < bindings + NBINDING; b++)
		if (b->b_holder == thisenv->env_id && b->b_kind == BIND_SECTORS)
			return b;
	return NULL;
}

static int
read_table(void)
{
	diskreq_t r = sys_disk_submit(disk->b_id, 0, &mbr, 1, false);

	return r < 0 ? r : sys_disk_wait(r);
}

static bool
overlaps(const struct Entry *a, const struct Entry *b)
{
	return a->e_first - b->e_first < b->e_count || b->e_first - a->e_first < a->e_count;
}

/* Why nobody may have what this entry names, or null. */
static const char *
trouble(int i)
{
	const struct Entry *e = &mbr.m_entries[i];

	if (e->e_count == 0)
		return "is empty";
	if (e->e_first == 0)
		return "begins with the table itself";
	if (e->e_first >= disk->b_count || e->e_count > disk->b_count - e->e_first)
		return "does not lie on the disk";
	for (int n = 0; n < NPARTITIONS; n++)
		if (n != i && mbr.m_entries[n].e_type && overlaps(e, &mbr.m_entries[n]))
			return "overlaps another one";
	return NULL;
}

/* The table may say anything of where partitions lie. */
static void
look_over_table(void)
{
	const char *why[NPARTITIONS];

	if (mbr.m_signature != MBR_SIGNATURE)
		cprintf("parts: there is no partition table in sector 0\n");
	for (int i = 0; i < NPARTITIONS; i++)
		why[i] = mbr.m_entries[i].e_type ? trouble(i) : NULL;
	for (int i = 0; i < NPARTITIONS; i++)
		if (why[i]) {
			cprintf("parts: partition %d %s: nobody gets it\n", i, why[i]);
			mbr.m_entries[i].e_type = 0;
		}
}

/* The number of the entry that a word asks for, or an error. */
static int
choose(uint32_t word)
{
	if (word < NPARTITIONS)
		return mbr.m_entries[word].e_type ? (int)word : -E_NOT_FOUND;
	if ((word & ~0xFFu) != PART_OF_TYPE(0) || word == PART_OF_TYPE(0))
		return -E_INVAL;
	for (int i = 0; i < NPARTITIONS; i++)
		if (PART_OF_TYPE(mbr.m_entries[i].e_type) == word)
			return i;
	return -E_NOT_FOUND;
}

/* Does the environment that got this partition last still hold it? */
static bool
is_held(int i, const volatile struct Binding *b)
{
	return granted[i] != 0 && b->b_id == granted[i] && b->b_holder != 0;
}

/* Who boots the machine decides whom the kernel starts: nobody else gets part of the disk. */
static bool
may_ask(envid_t from)
{
	return envs[ENVX(from)].env_parent_id == 0;
}

/* What is answered to a word. */
static int32_t
answer(uint32_t word, envid_t from)
{
	int i = mbr.m_signature == MBR_SIGNATURE ? choose(word) : -E_NOT_FOUND;
	const volatile struct Binding *b;
	bindid_t id;

	if (!may_ask(from))
		return -E_INVAL;
	if (i < 0)
		return i;
	b = &bindings[BINDX(granted[i])];
	if (is_held(i, b))
		return b->b_holder == from ? granted[i] : -E_IN_USE;
	id = sys_bind_grant(disk->b_id, from, mbr.m_entries[i].e_first, mbr.m_entries[i].e_count,
			    BIND_ALL);
	if (id > 0)
		granted[i] = id;
	return id;
}

void
umain(int argc, char **argv)
{
	int r = sys_env_set_type(ENV_TYPE_PARTS);

	if (r < 0) {
		cprintf("parts: %e\n", r);
		return;
	}
	disk = find_disk();
	if (!disk) {
		cprintf("parts: there is no disk, or somebody else has it\n");
		return;
	}
	if ((r = read_table()) < 0)
		cprintf("parts: the partition table cannot be read: %e\n", r);
	else
		look_over_table();
	sys_ipc_recv(NOWHERE);
	for (;;) {
		envid_t from = thisenv->env_ipc_from;
		uint32_t word = thisenv->env_ipc_value;

		if (sys_ipc_reply(from, (uint32_t)(r < 0 ? r : answer(word, from)), NOWHERE, 0,
				  NOWHERE) < 0)
			sys_ipc_recv(NOWHERE);
	}
}
