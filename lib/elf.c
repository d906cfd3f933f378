/* SPDX-License-Identifier: MIT */
/*
 * elf.c - decides whether a program image may be loaded (inc/elf.h). Shared by the boot loader, the
 * kernel and programs. The image may come from anywhere, so every number in it is taken for a lie
 * until it has been checked, and no sum is formed that could overflow.
 */
#include <inc/elf.h>
#include <inc/mmu.h>

/*
 * More program headers than any program needs: ours have four. It bounds the work of comparing each
 * segment with each.
 */
#define MAX_PROGHDRS 32

/* Where a segment is to be loaded, by what elf_check() was asked to look at. */
static uint32_t
segment_start(const struct Proghdr *ph, bool physical)
{
	return physical ? ph->p_pa : ph->p_va;
}

/* Whether the file header says that this is a program for an i386, in the one format we load. */
static const char *
check_kind(const struct Elf *elf, size_t size)
{
	if (size < sizeof(*elf))
		return "the file is too short for an ELF header";
	if (elf->e_magic != ELF_MAGIC)
		return "it is not an ELF file";
	if (elf->e_class != ELF_CLASS_32 || elf->e_data != ELF_DATA_LSB)
		return "it is not a 32-bit little-endian ELF file";
	if (elf->e_ident_version != ELF_VERSION_CURRENT || elf->e_version != ELF_VERSION_CURRENT)
		return "its version of ELF is unknown";
	if (elf->e_machine != ELF_MACHINE_386)
		return "it is for another processor";
	if (elf->e_type != ELF_TYPE_EXEC)
		return "it is not an executable with fixed addresses";
	return NULL;
}

/* Whether the program headers lie in the file. */
static const char *
check_table(const struct Elf *elf, size_t size)
{
	if (elf->e_ehsize != sizeof(*elf))
		return "its ELF header has the wrong size";
	if (elf->e_phentsize != sizeof(struct Proghdr))
		return "its program headers have the wrong size";
	if (elf->e_phnum == 0)
		return "it has no program headers";
	if (elf->e_phnum > MAX_PROGHDRS)
		return "it has too many program headers";
	if (elf->e_phoff < sizeof(*elf) || elf->e_phoff % sizeof(uint32_t) != 0)
		return "its program headers are misplaced";
	if (elf->e_phoff > size || elf->e_phnum * sizeof(struct Proghdr) > size - elf->e_phoff)
		return "its program headers reach beyond the end of the file";
	return NULL;
}

/*
 * Whether two segments, both good by themselves, need the same page. Each of them has its last byte
 * below 4 GiB, so page numbers are safe to compare where addresses of ends would not be.
 */
static bool
share_page(const struct Proghdr *a, const struct Proghdr *b, bool physical)
{
	uint32_t a_start = segment_start(a, physical);
	uint32_t b_start = segment_start(b, physical);

	return PGNUM(a_start) <= PGNUM(b_start + b->p_memsz - 1) &&
	       PGNUM(b_start) <= PGNUM(a_start + a->p_memsz - 1);
}

/*
 * Exercise 3.3 (6 points): check one segment.
 *
 * Return the reason, as a phrase, why the segment described by ph cannot be loaded, or a null
 * pointer if it can. The file is size bytes long, and the segment may use the addresses from lo up
 * to hi, hi not included; segment_start() says where it starts. Refuse it if
 *	- its bytes in the file (p_filesz from p_offset on) are not all within the file;
 *	- it has more bytes in the file than in memory (p_memsz);
 *	- it does not lie within [lo, hi);
 *	- p_align is neither 0 nor a power of two, or the start and p_offset leave different
 *	  remainders when divided by it (0 and 1 mean that there is no such demand).
 * The numbers may be any: p_offset + p_filesz may wrap around to something small and harmless.
 * Compare in ways in which nothing can overflow.
 */
static const char *
check_segment(const struct Proghdr *ph, size_t size, uint32_t lo, uint32_t hi, bool physical)
{
	/* EXERCISE 3.3 check_segment */
	uint32_t start = segment_start(ph, physical);

	if (ph->p_offset > size || ph->p_filesz > size - ph->p_offset)
		return "a segment reaches beyond the end of the file";
	if (ph->p_filesz > ph->p_memsz)
		return "a segment has more bytes in the file than in memory";
	if (start < lo || start > hi || ph->p_memsz > hi - start)
		return "a segment lies at addresses that it may not use";
	if (ph->p_align & (ph->p_align - 1))
		return "the alignment of a segment is not a power of two";
	if (ph->p_align && (start - ph->p_offset) % ph->p_align != 0)
		return "a segment is misaligned";
	return NULL;
	/* END EXERCISE 3.3 */
}

/* Whether segment ph keeps off the pages of all segments that stand before it in the table. */
static const char *
check_against_earlier(const struct Proghdr *first, const struct Proghdr *ph, bool physical)
{
	const struct Proghdr *earlier;

	for (earlier = first; earlier < ph; earlier++)
		if (earlier->p_type == ELF_PROG_LOAD && earlier->p_memsz > 0 &&
		    share_page(earlier, ph, physical))
			return "two segments overlap or share a page";
	return NULL;
}

/* Whether the segment is executable and the entry point one of its bytes. */
static bool
holds_entry(const struct Proghdr *ph, uint32_t entry, bool physical)
{
	return (ph->p_flags & ELF_PROG_FLAG_EXEC) &&
	       entry - segment_start(ph, physical) < ph->p_filesz;
}

const char *
elf_check(const void *image, size_t size, uint32_t lo, uint32_t hi, bool physical)
{
	const struct Elf *elf = image;
	const struct Proghdr *ph, *ph_end;
	const char *reason;
	bool entry_ok = false;

	if ((reason = check_kind(elf, size)) || (reason = check_table(elf, size)))
		return reason;
	ph_end = elf_proghdrs(elf) + elf->e_phnum;
	for (ph = elf_proghdrs(elf); ph < ph_end; ph++) {
		if (ph->p_type == ELF_PROG_INTERP)
			return "it is dynamically linked";
		if (ph->p_type != ELF_PROG_LOAD)
			continue;
		if ((reason = check_segment(ph, size, lo, hi, physical)))
			return reason;
		if (ph->p_memsz == 0)
			continue;
		if ((reason = check_against_earlier(elf_proghdrs(elf), ph, physical)))
			return reason;
		entry_ok |= holds_entry(ph, elf->e_entry, physical);
	}
	return entry_ok ? NULL : "its entry point is not in an executable segment";
}
