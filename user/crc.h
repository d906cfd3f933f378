/* SPDX-License-Identifier: MIT */
/*
 * crc.h - the check sum by which a test says what it has read: CRC-32 as in Ethernet and zlib.
 */
#ifndef EXOLAB_USER_CRC_H
#define EXOLAB_USER_CRC_H

#include <inc/types.h>

static inline uint32_t
crc32(const void *buf, uint32_t size)
{
	static uint32_t table[256];
	const uint8_t *p = buf;
	uint32_t crc = ~0u;

	for (uint32_t i = 0; table[255] == 0 && i < 256; i++) {
		table[i] = i;
		for (int bit = 0; bit < 8; bit++)
			table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xEDB88320 : 0);
	}
	for (; size > 0; size--)
		crc = crc >> 8 ^ table[(crc ^ *p++) & 0xFF];
	return ~crc;
}

#endif
