/* SPDX-License-Identifier: MIT */
/*
 * tar.h - the program archive: POSIX ustar (POSIX.1-2017, pax, "ustar Interchange Format").
 *
 * Partition 2 of the disk is one archive. Its members start on sectors, since a ustar block and a
 * disk sector are both 512 bytes:
 *
 *	cmdline		the command line, CMDLINE_MAX bytes zero-padded; always the first member
 *	kernel		the kernel, an ELF image
 *	bin/NAME	the programs of user/, ELF images
 */
#ifndef EXOLAB_INC_TAR_H
#define EXOLAB_INC_TAR_H

#include <inc/types.h>

#define TAR_BLOCK 512

struct TarHeader {
	char th_name[100];
	char th_mode[8];
	char th_uid[8];
	char th_gid[8];
	char th_size[12]; /* octal digits */
	char th_mtime[12];
	char th_chksum
		[8]; /* octal: the sum of all bytes of the header, this field read as spaces */
	char th_typeflag;
	char th_linkname[100];
	char th_magic[6]; /* "ustar" and a zero */
	char th_version[2];
	char th_uname[32];
	char th_gname[32];
	char th_devmajor[8];
	char th_devminor[8];
	char th_prefix[155];
	char th_pad[12];
};
static_assert(sizeof(struct TarHeader) == TAR_BLOCK, "fixed by POSIX");

struct TarMember {
	const char *tm_name;
	const void *tm_data;
	size_t tm_size;
};

/*
 * Looks at the header block of one member, behind which there are room bytes of archive with the
 * block itself. Fills in *member, with a null name for what is no file, and sets *length to what
 * the member takes with its header. Returns as tar_next() does; tm_data may not be in memory yet.
 */
int tar_look(const void *block, size_t room, struct TarMember *member, size_t *length);

/*
 * Steps through the archive of size bytes at tar. *off is where to look: 0 at first, and moved
 * on past each member found. Fills in *member. Returns 1 for a member, 0 at the end of the archive,
 * -E_INVAL if the archive is damaged or cut short (bad magic, checksum, number or size).
 */
int tar_next(const void *tar, size_t size, size_t *off, struct TarMember *member);

/* Finds the member called name. Returns 1, 0 if there is none, or -E_INVAL as tar_next(). */
int tar_find(const void *tar, size_t size, const char *name, struct TarMember *member);

#endif
