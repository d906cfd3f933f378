/* SPDX-License-Identifier: MIT */
/*
 * string.c - string and memory functions, for the kernel and for programs. inc/string.h says what
 * each does.
 *
 * The four block functions use the string instructions: one instruction moves or fills a word per
 * iteration, whatever the compiler and its flags, and the compiler cannot turn their loops into
 * calls of themselves. The direction flag is clear on entry, as the i386 ABI demands.
 */
#include <inc/string.h>

size_t
strlen(const char *s)
{
	size_t n = 0;

	while (s[n] != '\0')
		n++;
	return n;
}

size_t
strnlen(const char *s, size_t n)
{
	size_t len = 0;

	while (len < n && s[len] != '\0')
		len++;
	return len;
}

char *
strcpy(char *dst, const char *src)
{
	memcpy(dst, src, strlen(src) + 1);
	return dst;
}

char *
strncpy(char *dst, const char *src, size_t n)
{
	size_t len = strnlen(src, n);

	memcpy(dst, src, len);
	memset(dst + len, '\0', n - len);
	return dst;
}

char *
strcat(char *dst, const char *src)
{
	strcpy(dst + strlen(dst), src);
	return dst;
}

size_t
strlcpy(char *dst, const char *src, size_t n)
{
	size_t len;

	if (n == 0)
		return 0;
	len = strnlen(src, n - 1);
	memcpy(dst, src, len);
	dst[len] = '\0';
	return len;
}

int
strcmp(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return (unsigned char)*a - (unsigned char)*b;
}

int
strncmp(const char *a, const char *b, size_t n)
{
	while (n > 0 && *a != '\0' && *a == *b) {
		n--;
		a++;
		b++;
	}
	return n == 0 ? 0 : (unsigned char)*a - (unsigned char)*b;
}

char *
strchr(const char *s, int c)
{
	s = strfind(s, c);
	return *s == (char)c ? (char *)s : NULL;
}

char *
strfind(const char *s, int c)
{
	while (*s != '\0' && *s != (char)c)
		s++;
	return (char *)s;
}

void *
memset(void *dst, int c, size_t n)
{
	uint32_t pattern = (uint8_t)c * 0x01010101U;
	size_t words = n / 4, rest = n % 4;
	void *p = dst;

	__asm__ volatile("rep stosl" : "+D"(p), "+c"(words) : "a"(pattern) : "memory");
	__asm__ volatile("rep stosb" : "+D"(p), "+c"(rest) : "a"(pattern) : "memory");
	return dst;
}

void *
memcpy(void *dst, const void *src, size_t n)
{
	size_t words = n / 4, rest = n % 4;
	void *p = dst;

	__asm__ volatile("rep movsl" : "+D"(p), "+S"(src), "+c"(words) : : "memory");
	__asm__ volatile("rep movsb" : "+D"(p), "+S"(src), "+c"(rest) : : "memory");
	return dst;
}

/*
 * Copies from the highest byte down: right when dst lies above src and the two overlap. In bytes:
 * words would need the odd ones at the end first, and long moves of this kind do not happen.
 */
static void
copy_down(void *dst, const void *src, size_t n)
{
	char *d = (char *)dst + n - 1;
	const char *s = (const char *)src + n - 1;

	__asm__ volatile("std; rep movsb; cld" : "+D"(d), "+S"(s), "+c"(n) : : "memory", "cc");
}

void *
memmove(void *dst, const void *src, size_t n)
{
	if ((uintptr_t)dst - (uintptr_t)src >= n)
		memcpy(dst, src, n);
	else
		copy_down(dst, src, n);
	return dst;
}

int
memcmp(const void *a, const void *b, size_t n)
{
	const uint8_t *p = a, *q = b;

	for (size_t i = 0; i < n; i++) {
		if (p[i] != q[i])
			return p[i] - q[i];
	}
	return 0;
}

void *
memfind(const void *s, int c, size_t n)
{
	const uint8_t *p = s, *end = p + n;

	while (p < end && *p != (uint8_t)c)
		p++;
	return (void *)p;
}

/* The value of c as a digit, or a number too large for any base. */
static int
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 10;
	return 99;
}

/*
 * Finds the base that base 0 stands for, and steps over a prefix that belongs to the base. "0x"
 * without a digit behind it is the number 0 and then an x.
 */
static int
number_base(const char **s, int base)
{
	const char *p = *s;
	bool prefix = p[0] == '0' && (p[1] == 'x' || p[1] == 'X') && digit_value(p[2]) < 16;

	if ((base == 0 || base == 16) && prefix) {
		*s += 2;
		return 16;
	}
	if (base == 0)
		return p[0] == '0' ? 8 : 10;
	return base;
}

/* A value that a long cannot hold wraps around, so that 0xf0100000 keeps its bits. */
long
strtol(const char *s, char **end, int base)
{
	const char *start = s;
	unsigned long value = 0;
	bool negative = false, any = false;

	while (*s == ' ' || (*s >= '\t' && *s <= '\r'))
		s++;
	if (*s == '+' || *s == '-')
		negative = *s++ == '-';
	base = number_base(&s, base);
	while (digit_value(*s) < base) {
		value = value * (unsigned)base + (unsigned)digit_value(*s);
		any = true;
		s++;
	}
	if (end)
		*end = (char *)(any ? s : start);
	return (long)(negative ? -value : value);
}
