/* SPDX-License-Identifier: MIT */
/*
 * mptable.c - what the MP table says about processors. Sections are those of Intel's MultiProcessor
 * Specification 1.4.
 */
#include <inc/string.h>
#include <kern/kmap.h>
#include <kern/mptable.h>

/* The floating pointer structure (4.1). */
struct MpPointer {
	char m_signature[4];
	uint32_t m_table;
	uint8_t m_length; /* in units of 16 bytes */
	uint8_t m_revision;
	uint8_t m_checksum;
	uint8_t m_default; /* not 0: no table, but a machine as in chapter 5 */
	uint8_t m_features[4];
} __attribute__((packed));
static_assert(sizeof(struct MpPointer) == 16, "fixed by the specification");

/* Where it may lie (chapter 4): the EBDA, the end of base memory, the BIOS's ROM. */
#define BASE_MEMORY_KIB 0x413 /* a word in the BIOS's data area */
#define SEARCHED 1024
#define ROM_START 0xF0000
#define ROM_SIZE 0x10000

/* The table (4.2). */
struct MpTable {
	char t_signature[4];
	uint16_t t_length;
	uint8_t t_revision;
	uint8_t t_checksum;
	char t_names[20];
	uint32_t t_oem_table;
	uint16_t t_oem_size;
	uint16_t t_count;
	uint32_t t_lapic;
	uint16_t t_more_length;
	uint8_t t_more_checksum;
	uint8_t t_reserved;
	uint8_t t_entries[];
} __attribute__((packed));
static_assert(sizeof(struct MpTable) == 44, "fixed by the specification");

/* Its entries (4.3): a processor's has 20 bytes, all others have 8. */
enum {
	MP_PROCESSOR = 0, /* 4.3.1 */
	MP_BUS = 1,
	MP_IOAPIC = 2, /* 4.3.3 */
	MP_IO_INTERRUPT = 3,
	MP_LOCAL_INTERRUPT = 4
};
#define PROCESSOR_SIZE 20
#define OTHER_SIZE 8
#define ENTRY_ID 1    /* of a processor: its APIC id */
#define ENTRY_FLAGS 3 /* of a processor or an IOAPIC */
#define ENTRY_ENABLED 0x1
#define IOAPIC_ADDRESS 4

/* A default configuration has two processors, and its controllers here (5.1, 3.6.5). */
static const struct Processors default_configuration = {
	.p_lapic = 0xFEE00000,
	.p_ioapic = 0xFEC00000,
	.p_count = 2,
	.p_ids = { 0, 1 },
};

static const struct MpPointer *
search(physaddr_t pa, size_t length)
{
	return firmware_find(pa, length, "_MP_", sizeof(struct MpPointer));
}

static const struct MpPointer *
find_pointer(void)
{
	uint32_t kib = *(const uint16_t *)KADDR(BASE_MEMORY_KIB);
	physaddr_t ebda = firmware_ebda();
	const struct MpPointer *pointer = NULL;

	if (ebda != 0)
		pointer = search(ebda, SEARCHED);
	if (!pointer && kib > 0 && kib <= IOPHYSMEM / 1024)
		pointer = search((kib - 1) * 1024, SEARCHED);
	return pointer ? pointer : search(ROM_START, ROM_SIZE);
}

static const struct MpTable *
map_table(physaddr_t pa)
{
	const struct MpTable *table;
	size_t length;

	if (pa == 0 || pa > UINT32_MAX - UINT16_MAX)
		return NULL;
	table = mmio_map(pa, sizeof(*table));
	length = table->t_length;
	if (memcmp(table->t_signature, "PCMP", 4) != 0 || length < sizeof(*table))
		return NULL;
	table = mmio_map(pa, length);
	return firmware_sum_ok(table, length) ? table : NULL;
}

static void
take_entry(struct Processors *p, const uint8_t *entry)
{
	bool enabled = (entry[ENTRY_FLAGS] & ENTRY_ENABLED) != 0;

	if (entry[0] == MP_PROCESSOR && enabled)
		processors_add(p, entry[ENTRY_ID]);
	if (entry[0] == MP_IOAPIC && enabled && p->p_ioapic == 0)
		memcpy(&p->p_ioapic, entry + IOAPIC_ADDRESS, sizeof(p->p_ioapic));
}

bool
mptable_processors(struct Processors *p)
{
	const struct MpPointer *pointer = find_pointer();
	const struct MpTable *table;
	struct Processors found = { .p_count = 0 };
	size_t left;

	if (!pointer)
		return false;
	if (pointer->m_default != 0) {
		*p = default_configuration;
		return true;
	}
	if (!(table = map_table(pointer->m_table)))
		return false;
	found.p_lapic = table->t_lapic;
	left = table->t_length - sizeof(*table);
	for (const uint8_t *at = table->t_entries; left > 0;) {
		size_t size = at[0] == MP_PROCESSOR ? PROCESSOR_SIZE : OTHER_SIZE;

		if (at[0] > MP_LOCAL_INTERRUPT || size > left)
			return false;
		take_entry(&found, at);
		at += size;
		left -= size;
	}
	*p = found;
	return true;
}
