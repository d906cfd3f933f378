/* SPDX-License-Identifier: MIT */
/*
 * kernel.c - finds the kernel in the program archive and loads it.
 */
#include <inc/elf.h>
#include <inc/mmu.h>
#include <inc/string.h>
#include <inc/tar.h>
#include <kern/boot/loader.h>

/* Finds the member called kernel. */
static struct TarMember
find_kernel(const struct BootInfo *info)
{
	struct TarMember kernel;

	if (tar_find((const void *)info->bi_archive_pa, info->bi_archive_size, "kernel", &kernel) <=
	    0)
		die("there is no kernel in the program archive");
	return kernel;
}

/* LAB 4 */
/* An end of a segment up to here can be rounded up to a page. */
#define HIGHEST_PAGE (UINT32_MAX - PGSIZE + 1)

/* Dies unless the kernel is a sound ELF image whose segments start above BOOT_KERNEL_START. */
static void
check_image(const struct TarMember *kernel)
{
	const char *reason;

	reason = elf_check(kernel->tm_data, kernel->tm_size, BOOT_KERNEL_START, HIGHEST_PAGE, true);
	if (!reason)
		return;
	die_begin();
	say("cannot load the kernel: ");
	say(reason);
	die_end();
}
/* END LAB 4 */

/* Where the kernel's highest segment ends, in whole pages. */
static physaddr_t
kernel_end(const struct Elf *elf)
{
	const struct Proghdr *ph = elf_proghdrs(elf);
	const struct Proghdr *ph_end = ph + elf->e_phnum;
	physaddr_t end = BOOT_KERNEL_START;

	for (; ph < ph_end; ph++)
		if (ph->p_type == ELF_PROG_LOAD)
			end = MAX(end, ph->p_pa + ph->p_memsz);
	return ROUNDUP(end, PGSIZE);
}

/* Dies unless the kernel fits below the archive, with BOOT_ROOM to spare. */
static void
check_room(const struct BootInfo *info)
{
	physaddr_t end = memory_usable_end(info, BOOT_KERNEL_START);

	if (info->bi_kernel_end > BOOT_KERNEL_LIMIT) {
		die_begin();
		say("the kernel is too large: ");
		say_number((info->bi_kernel_end - BOOT_KERNEL_START) / 1024);
		say(" KiB of memory, and there is room for ");
		say_number((BOOT_KERNEL_LIMIT - BOOT_KERNEL_START) / 1024);
		die_end();
	}
	if (info->bi_kernel_end + BOOT_ROOM > MIN(end, info->bi_archive_pa))
		die_memory();
}

/*
 * Exercise 1.4 (7 points): load the kernel.
 *
 * The image at elf is an ELF executable as it stands in a file. For each program header of type
 * ELF_PROG_LOAD (elf_proghdrs() finds the first, e_phnum says how many there are): copy p_filesz
 * bytes, which begin p_offset bytes from the start of the image, to physical address p_pa, and
 * fill the memory from there to p_pa + p_memsz with zeros: C expects variables without a value to
 * be zero, and the file does not hold them. Paging is off, so a physical address is a pointer.
 * inc/string.h has what you need. Return the address at which the kernel wants to be entered.
 */
static uint32_t
load_segments(const struct Elf *elf)
{
	/* EXERCISE 1.4 load_segments */
	const struct Proghdr *ph = elf_proghdrs(elf);
	const struct Proghdr *ph_end = ph + elf->e_phnum;

	for (; ph < ph_end; ph++) {
		if (ph->p_type != ELF_PROG_LOAD)
			continue;
		memcpy((void *)ph->p_pa, (const uint8_t *)elf + ph->p_offset, ph->p_filesz);
		memset((uint8_t *)ph->p_pa + ph->p_filesz, 0, ph->p_memsz - ph->p_filesz);
	}
	return elf->e_entry;
	/* END EXERCISE 1.4 */
}

uint32_t
kernel_load(struct BootInfo *info)
{
	struct TarMember kernel = find_kernel(info);

	/* LAB 4 */
	check_image(&kernel);
	/* END LAB 4 */
	info->bi_kernel_end = kernel_end(kernel.tm_data);
	check_room(info);
	return load_segments(kernel.tm_data);
}
