/* SPDX-License-Identifier: MIT */
/*
 * archive.c - the program archive that the boot loader left in memory.
 */
#include <inc/error.h>
#include <inc/stdio.h>
#include <kern/archive.h>
#include <kern/frame.h>

static const void *archive;
static size_t archive_size;

void
archive_init(const struct BootInfo *boot)
{
	archive = KADDR(boot->bi_archive_pa);
	archive_size = boot->bi_archive_size;
}

int
archive_program(const char *name, struct TarMember *program)
{
	char path[sizeof(((struct TarHeader *)0)->th_name) + 1];
	int r;

	if (snprintf(path, sizeof(path), "bin/%s", name) >= (int)sizeof(path))
		return -E_NOT_FOUND;
	if ((r = tar_find(archive, archive_size, path, program)) < 0)
		return r;
	return r ? 0 : -E_NOT_FOUND;
}
