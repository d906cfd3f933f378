/* SPDX-License-Identifier: MIT */
/*
 * mon_mem.c - the monitor's commands about memory. They look at the address space in use (CR3): the
 * stopped program's, or the kernel's own.
 */
#include <inc/memlayout.h>
#include <inc/stdio.h>
#include <inc/string.h>
#include <inc/x86.h>
#include <kern/command.h>
#include <kern/pmap.h>

#define DUMP_MAX 0x10000 /* bytes that one dump shows */
#define DUMP_ROW 16	 /* bytes on a line */

/* How a page is mapped. */
struct Mapping {
	pde_t m_pde;
	pte_t m_pte;	 /* 0 if a 4 MiB page */
	uint32_t m_size; /* what the entry that decides maps: PGSIZE or PTSIZE */
	bool m_present;
	physaddr_t m_pa; /* of the page's first byte, if present */
};

static pde_t *
current_pgdir(void)
{
	return KADDR(PTE_ADDR(rcr3()));
}

/* How the page that starts at va is mapped. Every page that is not present is like any other. */
static struct Mapping
mapping_of(uint32_t va)
{
	pde_t pde = current_pgdir()[PDX(va)];
	pte_t pte;

	if (!(pde & PTE_P))
		return (struct Mapping){ .m_size = PTSIZE };
	if (pde & PTE_PS)
		return (struct Mapping){ .m_pde = pde,
					 .m_size = PTSIZE,
					 .m_present = true,
					 .m_pa = ROUNDDOWN(pde, PTSIZE) + va % PTSIZE };
	pte = *pgdir_walk(current_pgdir(), (void *)va, false);
	if (!(pte & PTE_P))
		return (struct Mapping){ .m_size = PGSIZE };
	return (struct Mapping){ .m_pde = pde,
				 .m_pte = pte,
				 .m_size = PGSIZE,
				 .m_present = true,
				 .m_pa = PTE_ADDR(pte) };
}

/* Whether a page that lies bytes_apart behind the first goes on with what the first maps. */
static bool
continues(const struct Mapping *first, const struct Mapping *next, uint32_t bytes_apart)
{
	const uint32_t rights = PTE_P | PTE_W | PTE_U | PTE_PS;

	if (!first->m_present || !next->m_present)
		return first->m_present == next->m_present;
	return (first->m_pde & rights) == (next->m_pde & rights) &&
	       (first->m_pte & rights) == (next->m_pte & rights) &&
	       next->m_pa - first->m_pa == bytes_apart;
}

static void
print_rights(const char *what, uint32_t entry)
{
	cprintf("  %s %c%c%c", what, entry & PTE_U ? 'U' : '-', entry & PTE_W ? 'W' : '-',
		entry & PTE_P ? 'P' : '-');
}

/* Prints the line for the pages from first to the one that ends at last, which are mapped alike. */
static void
print_range(uint32_t first, uint32_t last, const struct Mapping *mapping)
{
	cprintf("  %08x-%08x", first, last);
	if (!mapping->m_present) {
		cprintf("  not mapped\n");
		return;
	}
	cprintf("  -> %08x-%08x", mapping->m_pa, mapping->m_pa + (last - first));
	print_rights(mapping->m_pde & PTE_PS ? "4M pde" : "4K pde", mapping->m_pde);
	if (!(mapping->m_pde & PTE_PS))
		print_rights("pte", mapping->m_pte);
	cprintf("\n");
}

/*
 * Exercise 2.8 (6 points): show how a range of addresses is mapped.
 *
 * first is the first byte of a page, last the last byte of one, first < last. Ask mapping_of()
 * about each page in between, and print_range() once for each run of pages that are mapped alike:
 * continues() compares the first page of a run with a later one. Where mapping_of() says that a
 * whole directory entry (m_size PTSIZE) decides, go on with the next one, or the whole 4 GiB take a
 * million steps. Mind the end of the address space: the page behind 0xfffff000 is 0.
 */
static void
show_mappings(uint32_t first, uint32_t last)
{
	/* EXERCISE 2.8 show_mappings */
	uint32_t run = first, va = first, end;
	struct Mapping run_mapping = mapping_of(first), mapping = run_mapping;

	for (;;) {
		end = ROUNDDOWN(va, mapping.m_size) + (mapping.m_size - 1);
		if (end >= last)
			break;
		va = end + 1;
		mapping = mapping_of(va);
		if (!continues(&run_mapping, &mapping, va - run)) {
			print_range(run, end, &run_mapping);
			run = va;
			run_mapping = mapping;
		}
	}
	print_range(run, last, &run_mapping);
	/* END EXERCISE 2.8 */
}

static enum Next
run_showmappings(const struct Call *call)
{
	uint32_t low, high;

	if (!command_number("LOW", call->c_argv[1], &low) ||
	    !command_number("HIGH", call->c_argv[2], &high))
		return MONITOR_STAY;
	if (high < low)
		cprintf("HIGH is below LOW\n");
	else
		show_mappings(ROUNDDOWN(low, PGSIZE), high | (PGSIZE - 1));
	return MONITOR_STAY;
}

/*
 * Reads permissions: the letters u (programs may use the page) and w (it may be written), in any
 * order, or - for neither.
 */
static bool
parse_rights(const char *text, uint32_t *rights)
{
	*rights = 0;
	if (strcmp(text, "-") == 0)
		return true;
	for (; *text != '\0'; text++) {
		if (*text == 'u' || *text == 'U')
			*rights |= PTE_U;
		else if (*text == 'w' || *text == 'W')
			*rights |= PTE_W;
		else
			return false;
	}
	return true;
}

/*
 * Exercise 2.9 (4 points): change the permissions of a page.
 *
 * Give the page at va the rights PTE_U and PTE_W as they are in rights, and no others of the two;
 * all else in its entry stays. The processor must notice (tlb_invalidate). Refuse, with one line
 * that says why, a page that is not mapped; one that a 4 MiB page maps, which has no entry of its
 * own; and addresses in [UVPT, ULIM), whose entries are those of the directory. Otherwise show the
 * result with show_mappings().
 */
static void
set_rights(uint32_t va, uint32_t rights)
{
	/* EXERCISE 2.9 set_rights */
	struct Mapping mapping = mapping_of(va);
	pte_t *pte;

	if (!mapping.m_present) {
		cprintf("%08x is not mapped\n", va);
		return;
	}
	if (mapping.m_pde & PTE_PS) {
		cprintf("%08x lies in a 4 MiB page: it has no rights of its own\n", va);
		return;
	}
	if (va >= UVPT && va < ULIM) {
		cprintf("%08x lies in the page tables: they stay read-only\n", va);
		return;
	}
	pte = pgdir_walk(current_pgdir(), (void *)va, false);
	*pte = (*pte & ~(uint32_t)(PTE_U | PTE_W)) | rights;
	tlb_invalidate(current_pgdir(), (void *)va);
	show_mappings(va, va + PGSIZE - 1);
	/* END EXERCISE 2.9 */
}

static enum Next
run_setperm(const struct Call *call)
{
	uint32_t va, rights;

	if (!command_number("VA", call->c_argv[1], &va))
		return MONITOR_STAY;
	if (!parse_rights(call->c_argv[2], &rights))
		cprintf("PERMS: \"%s\" is not u, w, uw or -\n", call->c_argv[2]);
	else
		set_rights(ROUNDDOWN(va, PGSIZE), rights);
	return MONITOR_STAY;
}

/* Prints a line of n bytes at kernel address from, which are shown as being at address label. */
static void
print_row(uint32_t label, const volatile uint8_t *from, uint32_t n)
{
	uint8_t bytes[DUMP_ROW];

	cprintf("  %08x ", label);
	for (uint32_t i = 0; i < n; i++) {
		bytes[i] = from[i];
		cprintf(i == DUMP_ROW / 2 ? "  %02x" : " %02x", bytes[i]);
	}
	cprintf("%*s", (int)(3 * (DUMP_ROW - n) + (n <= DUMP_ROW / 2) + 2), "");
	for (uint32_t i = 0; i < n; i++)
		cprintf("%c", bytes[i] >= ' ' && bytes[i] <= '~' ? bytes[i] : '.');
	cprintf("\n");
}

/*
 * Exercise 2.10 (5 points): show memory.
 *
 * Show the n bytes at kernel address va with print_row(), DUMP_ROW to a line and on lines that
 * start at multiples of DUMP_ROW, but for the first one if va is not one. offset is what to add to
 * an address for the label: 0 for virtual memory, -KERNBASE for physical. va + n is at most 4 GiB,
 * where it is 0; n is not 0. Never touch a page that is not mapped: ask mapping_of() first. Say for
 * each run of such pages, in one line, from where to where nothing is mapped, and go on behind it.
 */
static void
dump(uint32_t va, uint32_t n, uint32_t offset)
{
	/* EXERCISE 2.10 dump */
	uint32_t step, hole = 0;

	for (; n > 0; va += step, n -= step) {
		step = MIN(n, (uint32_t)(PGSIZE - PGOFF(va)));
		if (!mapping_of(ROUNDDOWN(va, PGSIZE)).m_present) {
			hole += step;
			if (n > step)
				continue;
			va += step;
			n = step = 0;
		}
		if (hole > 0)
			cprintf("  %08x-%08x not mapped\n", va - hole + offset, va - 1 + offset);
		hole = 0;
		if (n == 0)
			break;
		step = MIN(n, DUMP_ROW - va % DUMP_ROW);
		print_row(va + offset, (const volatile uint8_t *)va, step);
	}
	/* END EXERCISE 2.10 */
}

static enum Next
run_dump(const struct Call *call)
{
	bool physical = strcmp(call->c_argv[1], "p") == 0;
	uint32_t addr, n, room;

	if (!physical && strcmp(call->c_argv[1], "v") != 0) {
		cprintf("\"%s\" is neither v (virtual) nor p (physical)\n", call->c_argv[1]);
		return MONITOR_STAY;
	}
	if (!command_number("ADDR", call->c_argv[2], &addr) ||
	    !command_number("LEN", call->c_argv[3], &n))
		return MONITOR_STAY;
	room = physical ? MAXPHYSMEM - addr : 0 - addr; /* 0 means all of 4 GiB */
	if (n == 0 || n > DUMP_MAX)
		cprintf("LEN must be from 1 to %u\n", DUMP_MAX);
	else if (physical && (addr >= MAXPHYSMEM || n > room))
		cprintf("the kernel reaches physical memory up to %08x only\n", MAXPHYSMEM - 1);
	else if (room != 0 && n > room)
		cprintf("ADDR + LEN is more than 4 GiB\n");
	else
		dump(physical ? addr + KERNBASE : addr, n, physical ? 0 - KERNBASE : 0);
	return MONITOR_STAY;
}

static enum Next
run_frames(const struct Call *call)
{
	size_t reserved = 0;

	(void)call;
	for (size_t i = 0; i < npages; i++)
		reserved += (pages[i].pp_flags & PP_RESERVED) != 0;
	cprintf("  %6u frames of %u bytes below the end of memory\n", npages, PGSIZE);
	cprintf("  %6u reserved: the kernel, the BIOS, devices, holes\n", reserved);
	cprintf("  %6u in use\n", npages - reserved - page_nfree());
	cprintf("  %6u free\n", page_nfree());
	return MONITOR_STAY;
}

const struct Command mon_mem_commands[] = {
	{ "showmappings", "LOW HIGH", "how these addresses are mapped", 2, 2, run_showmappings },
	{ "setperm", "VA PERMS", "rights of a page: u, w, uw or -", 2, 2, run_setperm },
	{ "dump", "v|p ADDR LEN", "virtual or physical memory", 3, 3, run_dump },
	{ "frames", "", "how many page frames are in use", 0, 0, run_frames },
	{ .cmd_name = NULL },
};
