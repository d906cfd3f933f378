/* SPDX-License-Identifier: MIT */
/*
 * ktest.c - finds and runs the tests of kern/test/.
 */
#include <inc/stdio.h>
#include <inc/string.h>
#include <kern/cmdline.h>
#include <kern/test/ktest.h>

/* Ends with an entry without a name. A tree that stops at an earlier lab lacks the later ones. */
extern const struct Ktest ktests_lab1[] __attribute__((weak));
extern const struct Ktest ktests_lab2[] __attribute__((weak));
extern const struct Ktest ktests_lab3[] __attribute__((weak));
extern const struct Ktest ktests_lab4[] __attribute__((weak));
extern const struct Ktest ktests_lab4_locks[] __attribute__((weak));
extern const struct Ktest ktests_lab5_disk[] __attribute__((weak));
extern const struct Ktest ktests_lab5_ide[] __attribute__((weak));
extern const struct Ktest ktests_lab5_kbd[] __attribute__((weak));

static const struct Ktest *const tables[] = { ktests_lab1,     ktests_lab2,	  ktests_lab3,
					      ktests_lab4,     ktests_lab4_locks, ktests_lab5_disk,
					      ktests_lab5_ide, ktests_lab5_kbd };

static char nonce_text[9];

/* Finds the test whose name is the first length characters of name. */
static const struct Ktest *
find(const char *name, size_t length)
{
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		for (const struct Ktest *test = tables[i]; test && test->kt_name; test++)
			if (strlen(test->kt_name) == length &&
			    memcmp(test->kt_name, name, length) == 0)
				return test;
	return NULL;
}

/* Keeps the nonce for what tests say. Returns it as a number. */
static uint32_t
read_nonce(void)
{
	uint32_t nonce = 0;

	cmdline_get("nonce", nonce_text, sizeof(nonce_text));
	for (const char *digit = nonce_text; *digit; digit++)
		nonce = nonce << 4 | (uint32_t)(*digit <= '9' ? *digit - '0' : *digit - 'a' + 10);
	return nonce;
}

bool
ktest_exist(const char *names)
{
	while (*names) {
		const char *end = strfind(names, ',');

		if (!find(names, (size_t)(end - names)))
			return false;
		names = *end ? end + 1 : end;
	}
	return true;
}

bool
ktest_run(const char *names, enum KtestStage stage)
{
	uint32_t nonce = read_nonce();
	const char *end = strfind(names, ',');

	if (find(names, (size_t)(end - names))->kt_stage != stage)
		return false;
	while (*names) {
		end = strfind(names, ',');
		find(names, (size_t)(end - names))->kt_run(nonce);
		names = *end ? end + 1 : end;
	}
	return true;
}

void
ktest_say(const char *fmt, ...)
{
	va_list ap;

	cprintf("%s ", nonce_text);
	va_start(ap, fmt);
	vcprintf(fmt, ap);
	va_end(ap);
	cprintf("\n");
}

const char *
ktest_hex(uint32_t value)
{
	static char text[9];

	for (int i = 0; i < 8; i++)
		text[i] = "0123456789abcdef"[value >> (28 - 4 * i) & 0xF];
	return text;
}

/* Xorshift (G. Marsaglia, Journal of Statistical Software 8/14, 2003). */
uint32_t
ktest_random(uint32_t *state)
{
	uint32_t x = *state ? *state : 1;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	*state = x;
	return x;
}
