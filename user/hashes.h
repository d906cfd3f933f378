/* SPDX-License-Identifier: MIT */
/*
 * hashes.h - so that a program can say in a word what it has read: FNV-1a of the bytes, as many as
 * there were, and the nonce before them.
 */
#ifndef EXOLAB_USER_HASHES_H
#define EXOLAB_USER_HASHES_H

#include <user/test.h>

struct Hash {
	uint32_t h_value;
	uint32_t h_bytes;
};

static inline void
hash_byte(struct Hash *hash, uint8_t byte)
{
	hash->h_value = (hash->h_value ^ byte) * 16777619u;
}

static inline struct Hash
hash_begin(void)
{
	struct Hash hash = { 2166136261u, 0 };
	uint32_t n = nonce_number();

	for (int i = 0; i < 4; i++)
		hash_byte(&hash, (uint8_t)(n >> 8 * i));
	return hash;
}

static inline void
hash_add(struct Hash *hash, const void *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		hash_byte(hash, ((const uint8_t *)bytes)[i]);
	hash->h_bytes += n;
}

/* Says "name bytes hash". */
static inline void
hash_report(const char *name, const struct Hash *hash)
{
	report("%s %u %08x", name, hash->h_bytes, hash->h_value);
}

/* What test programs write: byte number n of a text that nobody can know before the run. */
static inline uint8_t
text_byte(uint32_t n)
{
	uint32_t x = (n + nonce_number()) * 2654435761u;

	return (uint8_t)(x >> 24);
}

#endif
