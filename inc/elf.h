/* SPDX-License-Identifier: MIT */
/*
 * elf.h - the parts of the ELF format that Exolab reads (System V ABI, chapters 4 and 5, and its
 * Intel386 supplement).
 */
#ifndef EXOLAB_INC_ELF_H
#define EXOLAB_INC_ELF_H

#include <inc/types.h>

#define ELF_MAGIC 0x464C457FU /* "\x7F" "ELF", little endian */

#define ELF_CLASS_32 1
#define ELF_DATA_LSB 1
#define ELF_TYPE_EXEC 2
#define ELF_MACHINE_386 3
#define ELF_VERSION_CURRENT 1

struct Elf {
	uint32_t e_magic;
	uint8_t e_class;
	uint8_t e_data;
	uint8_t e_ident_version;
	uint8_t e_ident_pad[9];
	uint16_t e_type;
	uint16_t e_machine;
	uint32_t e_version;
	uint32_t e_entry;
	uint32_t e_phoff;
	uint32_t e_shoff;
	uint32_t e_flags;
	uint16_t e_ehsize;
	uint16_t e_phentsize;
	uint16_t e_phnum;
	uint16_t e_shentsize;
	uint16_t e_shnum;
	uint16_t e_shstrndx;
};
static_assert(sizeof(struct Elf) == 52, "fixed by the System V ABI");

struct Proghdr {
	uint32_t p_type;
	uint32_t p_offset;
	uint32_t p_va;
	uint32_t p_pa;
	uint32_t p_filesz;
	uint32_t p_memsz;
	uint32_t p_flags;
	uint32_t p_align;
};
static_assert(sizeof(struct Proghdr) == 32, "fixed by the System V ABI");

#define ELF_PROG_LOAD 1
#define ELF_PROG_INTERP 3

#define ELF_PROG_FLAG_EXEC 1
#define ELF_PROG_FLAG_WRITE 2
#define ELF_PROG_FLAG_READ 4

/*
 * Checks every header of a program image of size bytes at image before anything of it is used.
 * Each PT_LOAD segment must lie in the file, in [lo, hi) of the address space, on pages of its
 * own, with p_memsz >= p_filesz, and the entry point in an executable one.
 * The addresses checked are p_va, or p_pa if physical is true (a kernel, loaded before paging).
 *
 * Returns a null pointer if the image is good, otherwise the reason why it is not, as a phrase
 * without a full stop ("a segment reaches beyond the end of the file").
 */
const char *elf_check(const void *image, size_t size, uint32_t lo, uint32_t hi, bool physical);

/* The program headers of an image that elf_check() accepted. */
static inline const struct Proghdr *
elf_proghdrs(const void *image)
{
	const struct Elf *elf = image;

	return (const struct Proghdr *)((const uint8_t *)image + elf->e_phoff);
}

#endif
