/* SPDX-License-Identifier: MIT */
/*
 * firmware.c - how the tables of the firmware are found.
 */
#include <inc/string.h>
#include <kern/firmware.h>
#include <kern/frame.h>

#define EBDA_SEGMENT 0x40E /* a word in the BIOS's data area (ACPI specification 6.4, 5.2.5.1) */
#define EBDA_LOWEST 0x80000

void
processors_add(struct Processors *p, uint8_t apic_id)
{
	for (int i = 0; i < p->p_count; i++) {
		if (p->p_ids[i] == apic_id)
			return;
	}
	if (p->p_count < NCPU)
		p->p_ids[p->p_count++] = apic_id;
	else
		p->p_left_out++;
}

bool
firmware_sum_ok(const void *table, size_t n)
{
	const uint8_t *bytes = table;
	uint8_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += bytes[i];
	return sum == 0;
}

const void *
firmware_find(physaddr_t pa, size_t length, const char *signature, size_t size)
{
	const uint8_t *end = (const uint8_t *)KADDR(pa) + length;
	size_t n = strlen(signature);

	for (const uint8_t *at = KADDR(ROUNDUP(pa, 16)); at + size <= end; at += 16) {
		if (*at == *signature && memcmp(at, signature, n) == 0 && firmware_sum_ok(at, size))
			return at;
	}
	return NULL;
}

physaddr_t
firmware_ebda(void)
{
	physaddr_t pa = (physaddr_t) * (const uint16_t *)KADDR(EBDA_SEGMENT) << 4;

	return pa >= EBDA_LOWEST && pa < IOPHYSMEM ? pa : 0;
}
