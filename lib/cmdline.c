/* SPDX-License-Identifier: MIT */
/*
 * cmdline.c - finds keys on the command line, for the kernel and for programs. The line is short
 * and rarely asked, so each question reads it from the start. The grammar stands in inc/cmdline.h.
 */
#include <inc/cmdline.h>
#include <inc/string.h>

/* A word of the command line: where its key lies, and its value as written ("" if none). */
struct Word {
	const char *w_key;
	size_t w_key_length;
	const char *w_value;
};

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * Copies the value that starts at s into buf (or only steps over it if buf is null) and returns
 * where it ends. A quote without its partner reaches to the end of the line.
 */
static const char *
read_value(const char *s, char *buf, size_t n)
{
	bool quoted = *s == '"';
	size_t length = 0;
	char c;

	for (s += quoted; *s != '\0' && (quoted ? *s != '"' : !is_space(*s)); s++) {
		c = *s;
		if (quoted && c == '\\' && s[1] != '\0') {
			s++;
			c = *s == 'n' ? '\n' : *s;
		}
		if (buf && length + 1 < n)
			buf[length++] = c;
	}
	if (buf && n > 0)
		buf[length] = '\0';
	return quoted && *s == '"' ? s + 1 : s;
}

/* Reads the word at s or behind it. Returns where it ends, or null if there is none left. */
static const char *
next_word(const char *s, struct Word *word)
{
	while (is_space(*s))
		s++;
	if (*s == '\0')
		return NULL;
	word->w_key = s;
	while (*s != '\0' && *s != '=' && !is_space(*s))
		s++;
	word->w_key_length = (size_t)(s - word->w_key);
	word->w_value = *s == '=' ? s + 1 : "";
	return *s == '=' ? read_value(s + 1, NULL, 0) : s;
}

bool
cmdline_find(const char *line, const char *key, char *buf, size_t n)
{
	const char *s = line, *value = NULL;
	size_t length = strlen(key);
	struct Word word;

	while ((s = next_word(s, &word)) != NULL) {
		if (word.w_key_length == length && memcmp(word.w_key, key, length) == 0)
			value = word.w_value;
	}
	if (value && buf)
		read_value(value, buf, n);
	return value != NULL;
}
