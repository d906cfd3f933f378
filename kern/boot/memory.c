/* SPDX-License-Identifier: MIT */
/*
 * memory.c - which physical memory the machine has: asks the BIOS, and makes its answer simple.
 */
#include <inc/mmu.h>
#include <kern/boot/loader.h>

#define SYSTEM_SERVICES 0x15
#define MEMORY_MAP 0xE820
#define MEMORY_MAP_SIGNATURE 0x534D4150 /* "SMAP" */

/* Set in the last word of a 24-byte entry unless the entry is to be ignored (ACPI 3.0). */
#define MEMORY_MAP_VALID 0x1

static const char too_many_ranges[] = "the BIOS's map of the memory has too many ranges";

/*
 * Exercise 1.3 (6 points): ask the BIOS for the memory map.
 *
 * Function E820h of int 15h (ACPI specification, 15.1) hands out the map one range at a time.
 * Before each call: eax = MEMORY_MAP, edx = MEMORY_MAP_SIGNATURE, edi = the address of the struct
 * MemRange to fill in, ecx = its size, and ebx = 0 for the first range, later what the call
 * before left there. Set mr_pad to MEMORY_MAP_VALID first: a BIOS that fills in only 20 bytes
 * leaves it alone. The map ends when a call returns with the carry flag set (FL_CF in
 * regs.eflags), or with eax other than MEMORY_MAP_SIGNATURE, or with ebx = 0 after a range that
 * is good.
 *
 * Store the ranges at raw, at most max of them, without those that are empty or lack
 * MEMORY_MAP_VALID, and return how many there are.
 */
static uint32_t
ask_bios(struct MemRange *raw, uint32_t max)
{
	/* EXERCISE 1.3 ask_bios */
	struct BiosRegs regs;
	uint32_t n = 0, next = 0;

	do {
		regs = (struct BiosRegs){
			.eax = MEMORY_MAP,
			.ebx = next,
			.ecx = sizeof(struct MemRange),
			.edx = MEMORY_MAP_SIGNATURE,
			.edi = (uint32_t)&raw[n],
		};
		raw[n].mr_pad = MEMORY_MAP_VALID;
		bios_call(SYSTEM_SERVICES, &regs);
		if ((regs.eflags & FL_CF) || regs.eax != MEMORY_MAP_SIGNATURE)
			break;
		if (raw[n].mr_size > 0 && (raw[n].mr_pad & MEMORY_MAP_VALID))
			n++;
		next = regs.ebx;
	} while (next != 0 && n < max);
	return n;
	/* END EXERCISE 1.3 */
}

static uint64_t
range_end(const struct MemRange *range)
{
	return range->mr_base + range->mr_size;
}

/*
 * The type of the memory at address at, by the BIOS's ranges: 0 if none covers it; if several do,
 * one that is not usable. *until becomes the next address at which a range begins or ends.
 */
static uint32_t
raw_type(const struct MemRange *raw, uint32_t n, uint64_t at, uint64_t *until)
{
	uint32_t type = 0;

	*until = UINT64_MAX;
	for (uint32_t i = 0; i < n; i++) {
		if (raw[i].mr_base > at) {
			*until = MIN(*until, raw[i].mr_base);
		} else if (range_end(&raw[i]) > at) {
			*until = MIN(*until, range_end(&raw[i]));
			if (type == 0 || type == MR_USABLE)
				type = raw[i].mr_type;
		}
	}
	return type;
}

/* Adds a range above all others to the map, or lengthens the last one. */
static void
map_add(struct BootInfo *info, uint64_t base, uint64_t end, uint32_t type)
{
	struct MemRange *last = &info->bi_ranges[info->bi_nranges - 1];

	if (info->bi_nranges > 0 && last->mr_type == type && range_end(last) == base) {
		last->mr_size += end - base;
		return;
	}
	if (info->bi_nranges == BOOT_MAX_RANGES)
		die(too_many_ranges);
	info->bi_ranges[info->bi_nranges++] = (struct MemRange){
		.mr_base = base,
		.mr_size = end - base,
		.mr_type = type,
	};
}

void
memory_map(struct BootInfo *info)
{
	static struct MemRange raw[2 * BOOT_MAX_RANGES];
	uint32_t n, type;
	uint64_t at, until;

	n = ask_bios(raw, ARRAY_SIZE(raw));
	if (n == ARRAY_SIZE(raw))
		die(too_many_ranges);
	info->bi_nranges = 0;
	for (at = 0; (type = raw_type(raw, n, at, &until)), until != UINT64_MAX; at = until)
		if (type != 0)
			map_add(info, at, until, type);
	if (info->bi_nranges == 0)
		die("the BIOS does not say which memory there is (int 15h, E820h)");
}

physaddr_t
memory_place(const struct BootInfo *info, uint32_t size, physaddr_t lo, physaddr_t hi)
{
	const struct MemRange *range;
	uint64_t base, end;

	for (range = info->bi_ranges + info->bi_nranges; range-- > info->bi_ranges;) {
		base = MAX(range->mr_base, (uint64_t)lo);
		end = MIN(range_end(range), (uint64_t)hi);
		if (range->mr_type != MR_USABLE || end < size)
			continue;
		end = ROUNDDOWN((physaddr_t)(end - size), PGSIZE);
		if (end >= base)
			return (physaddr_t)end;
	}
	return 0;
}

physaddr_t
memory_usable_end(const struct BootInfo *info, physaddr_t pa)
{
	const struct MemRange *range;

	for (range = info->bi_ranges; range < info->bi_ranges + info->bi_nranges; range++)
		if (range->mr_type == MR_USABLE && range->mr_base <= pa && range_end(range) > pa)
			return (physaddr_t)MIN(range_end(range), (uint64_t)UINT32_MAX);
	return pa;
}
