/* SPDX-License-Identifier: MIT */
/*
 * acpi.c - what ACPI says about processors and interrupt controllers: the root pointer leads to a
 * table of tables (RSDT), one of which is the MADT. Sections are those of the ACPI specification
 * 6.4.
 */
#include <inc/string.h>
#include <kern/acpi.h>
#include <kern/kmap.h>

/* The root pointer (5.2.5.3), as far as revision 0 has it. */
struct Rsdp {
	char r_signature[8];
	uint8_t r_checksum;
	char r_oem[6];
	uint8_t r_revision;
	uint32_t r_rsdt;
} __attribute__((packed));
static_assert(sizeof(struct Rsdp) == 20, "the checksum is over 20 bytes");

#define RSDP_SIGNATURE "RSD PTR "
#define EBDA_SEARCHED 1024 /* where the root pointer may lie: 5.2.5.1 */
#define BIOS_START 0xE0000
#define BIOS_END 0x100000

/* What each table starts with (5.2.6). */
struct Header {
	char h_signature[4];
	uint32_t h_length; /* of the whole table */
	uint8_t h_revision;
	uint8_t h_checksum;
	char h_names[26];
} __attribute__((packed));
static_assert(sizeof(struct Header) == 36, "fixed by the specification");

/* No honest table of these kinds is larger, and the region where they are mapped is 4 MiB. */
#define TABLE_MAX 0x8000
#define TABLES_MAX 64

struct Rsdt {
	struct Header rs_header;
	uint32_t rs_tables[]; /* physical addresses (5.2.7) */
};

/* The multiple APIC description table (5.2.12), and its entries that we use. */
struct Madt {
	struct Header m_header;
	uint32_t m_lapic;
	uint32_t m_flags;
	uint8_t m_entries[];
} __attribute__((packed));

#define MADT_LAPIC 0	      /* 5.2.12.2 */
#define MADT_IOAPIC 1	      /* 5.2.12.3 */
#define MADT_LAPIC_OVERRIDE 5 /* 5.2.12.8 */
#define LAPIC_ENABLED 0x1

struct MadtEntry {
	uint8_t e_type;
	uint8_t e_length;
	union {
		struct {
			uint8_t l_uid;
			uint8_t l_id;
			uint32_t l_flags;
		} __attribute__((packed)) e_lapic;
		struct {
			uint8_t i_id;
			uint8_t i_reserved;
			uint32_t i_address;
			uint32_t i_first_line;
		} __attribute__((packed)) e_ioapic;
		struct {
			uint16_t o_reserved;
			uint64_t o_address;
		} __attribute__((packed)) e_override;
	};
} __attribute__((packed));

/* How long an entry of each type must at least be. */
static const uint8_t entry_sizes[] = {
	[MADT_LAPIC] = 8,
	[MADT_IOAPIC] = 12,
	[MADT_LAPIC_OVERRIDE] = 12,
};
#define ENTRY_HEADER 2

static const struct Rsdp *
find_rsdp(void)
{
	physaddr_t ebda = firmware_ebda();
	const struct Rsdp *rsdp = NULL;

	if (ebda != 0)
		rsdp = firmware_find(ebda, EBDA_SEARCHED, RSDP_SIGNATURE, sizeof(*rsdp));
	if (!rsdp)
		rsdp = firmware_find(BIOS_START, BIOS_END - BIOS_START, RSDP_SIGNATURE,
				     sizeof(*rsdp));
	return rsdp;
}

/*
 * Maps the table at pa, if its signature is this one and it is in order; it has at least least
 * bytes. Returns null otherwise.
 */
static const void *
map_table(physaddr_t pa, const char *signature, size_t least)
{
	const struct Header *header;
	const void *table;
	size_t length;

	if (pa == 0 || pa > UINT32_MAX - TABLE_MAX)
		return NULL;
	header = mmio_map(pa, sizeof(*header));
	length = header->h_length;
	if (memcmp(header->h_signature, signature, sizeof(header->h_signature)) != 0)
		return NULL;
	if (length < least || length > TABLE_MAX)
		return NULL;
	table = mmio_map(pa, length);
	return firmware_sum_ok(table, length) ? table : NULL;
}

static const struct Madt *
find_madt(void)
{
	const struct Rsdp *rsdp = find_rsdp();
	const struct Rsdt *rsdt;
	const struct Madt *madt = NULL;
	size_t n;

	if (!rsdp || !(rsdt = map_table(rsdp->r_rsdt, "RSDT", sizeof(*rsdt))))
		return NULL;
	n = (rsdt->rs_header.h_length - sizeof(*rsdt)) / sizeof(rsdt->rs_tables[0]);
	for (size_t i = 0; i < MIN(n, (size_t)TABLES_MAX) && !madt; i++)
		madt = map_table(rsdt->rs_tables[i], "APIC", sizeof(*madt));
	return madt;
}

static void
take_entry(struct Processors *p, const struct MadtEntry *entry)
{
	switch (entry->e_type) {
	case MADT_LAPIC:
		if (entry->e_lapic.l_flags & LAPIC_ENABLED)
			processors_add(p, entry->e_lapic.l_id);
		break;
	case MADT_IOAPIC:
		if (p->p_ioapic == 0)
			p->p_ioapic = entry->e_ioapic.i_address;
		break;
	case MADT_LAPIC_OVERRIDE:
		p->p_lapic = (physaddr_t)entry->e_override.o_address;
		break;
	}
}

bool
acpi_processors(struct Processors *p)
{
	const struct Madt *madt = find_madt();
	struct Processors found = { .p_count = 0 };
	size_t left, least;

	if (!madt)
		return false;
	found.p_lapic = madt->m_lapic;
	left = madt->m_header.h_length - sizeof(*madt);
	for (const uint8_t *at = madt->m_entries; left > 0;) {
		const struct MadtEntry *entry = (const void *)at;

		if (left < ENTRY_HEADER || entry->e_length > left)
			return false;
		least = ENTRY_HEADER;
		if (entry->e_type < ARRAY_SIZE(entry_sizes))
			least = MAX(least, (size_t)entry_sizes[entry->e_type]);
		if (entry->e_length < least)
			return false;
		take_entry(&found, entry);
		at += entry->e_length;
		left -= entry->e_length;
	}
	*p = found;
	return true;
}
