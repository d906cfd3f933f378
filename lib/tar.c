/* SPDX-License-Identifier: MIT */
/*
 * tar.c - reads the program archive (inc/tar.h). Shared by the boot loader, the kernel and
 * programs. Nothing in the archive is believed before it has been checked against the archive's
 * size.
 */
#include <inc/error.h>
#include <inc/string.h>
#include <inc/tar.h>

/* Reads a number of n octal digits, which a space or a zero may end early. False if it is none. */
static bool
parse_octal(const char *digits, size_t n, uint32_t *value)
{
	size_t i;

	*value = 0;
	for (i = 0; i < n && digits[i] != '\0' && digits[i] != ' '; i++) {
		if (digits[i] < '0' || digits[i] > '7' || *value >> 29)
			return false;
		*value = *value << 3 | (uint32_t)(digits[i] - '0');
	}
	return i > 0;
}

/*
 * The sum of all bytes of a block, four at a time: the sums of the even and of the odd bytes grow
 * in the halves of one word each, and 128 times 255 does not overflow a half.
 */
static uint32_t
byte_sum(const void *block)
{
	const uint32_t *word = block;
	uint32_t even = 0, odd = 0;

	for (size_t i = 0; i < TAR_BLOCK / sizeof(*word); i++) {
		even += word[i] & 0x00FF00FF;
		odd += word[i] >> 8 & 0x00FF00FF;
	}
	even += odd;
	return (even & 0xFFFF) + (even >> 16);
}

/* Whether sum, of the header's bytes, is right. The checksum counts its own field as spaces. */
static bool
checksum_ok(const struct TarHeader *header, uint32_t sum)
{
	uint32_t want;

	for (size_t i = 0; i < sizeof(header->th_chksum); i++)
		sum += (uint32_t)' ' - (uint8_t)header->th_chksum[i];
	return parse_octal(header->th_chksum, sizeof(header->th_chksum), &want) && want == sum;
}

/*
 * Whether the header, whose bytes add up to sum, is whole, and its data ends within the room bytes
 * behind it. Sets *size to the size of the data.
 */
static bool
header_ok(const struct TarHeader *header, uint32_t sum, size_t room, uint32_t *size)
{
	return memcmp(header->th_magic, "ustar", sizeof(header->th_magic)) == 0 &&
	       checksum_ok(header, sum) &&
	       strnlen(header->th_name, sizeof(header->th_name)) < sizeof(header->th_name) &&
	       parse_octal(header->th_size, sizeof(header->th_size), size) && *size <= room &&
	       ROUNDUP(*size, TAR_BLOCK) <= room;
}

static bool
is_regular(const struct TarHeader *header)
{
	return header->th_typeflag == '0' || header->th_typeflag == '\0';
}

int
tar_look(const void *block, size_t room, struct TarMember *member, size_t *length)
{
	const struct TarHeader *header = block;
	uint32_t sum, size;

	if (room < TAR_BLOCK)
		return -E_INVAL;
	sum = byte_sum(header);
	if (sum == 0)
		return 0; /* a block of zeros ends the archive */
	if (!header_ok(header, sum, room - TAR_BLOCK, &size))
		return -E_INVAL;
	*length = TAR_BLOCK + ROUNDUP(size, TAR_BLOCK);
	member->tm_name = is_regular(header) ? header->th_name : NULL;
	member->tm_data = header + 1;
	member->tm_size = size;
	return 1;
}

int
tar_next(const void *tar, size_t size, size_t *off, struct TarMember *member)
{
	size_t length;
	int r;

	do {
		if (*off > size)
			return -E_INVAL;
		r = tar_look((const uint8_t *)tar + *off, size - *off, member, &length);
		if (r > 0)
			*off += length;
	} while (r > 0 && !member->tm_name);
	return r;
}

int
tar_find(const void *tar, size_t size, const char *name, struct TarMember *member)
{
	size_t off = 0;
	int r;

	while ((r = tar_next(tar, size, &off, member)) > 0)
		if (strcmp(member->tm_name, name) == 0)
			break;
	return r;
}
