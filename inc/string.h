/* SPDX-License-Identifier: MIT */
/*
 * string.h - the usual string and memory functions (C11, 7.24), and strlcpy and strnlen.
 */
#ifndef EXOLAB_INC_STRING_H
#define EXOLAB_INC_STRING_H

#include <inc/types.h>

size_t strlen(const char *s);
/* Like strlen, but looks at no more than n bytes and returns at most n. */
size_t strnlen(const char *s, size_t n);
char *strcpy(char *dst, const char *src);
char *strncpy(char *dst, const char *src, size_t n);
char *strcat(char *dst, const char *src);
/* Copies at most n - 1 bytes and always ends dst with a zero (n > 0). Returns bytes copied. */
size_t strlcpy(char *dst, const char *src, size_t n);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
char *strchr(const char *s, int c);
/* Like strchr, but returns a pointer to the final zero where C's returns null. */
char *strfind(const char *s, int c);

void *memset(void *dst, int c, size_t n);
void *memcpy(void *dst, const void *src, size_t n);
void *memmove(void *dst, const void *src, size_t n);
int memcmp(const void *a, const void *b, size_t n);
/* The first byte equal to c in n bytes at s, or a pointer past them. */
void *memfind(const void *s, int c, size_t n);

/*
 * Reads a number in the given base (2 to 36; 0 means 10, 0x... 16, 0... 8) after white space and a
 * sign. *end, if end is not null, is the first character not read.
 */
long strtol(const char *s, char **end, int base);

#endif
