/* SPDX-License-Identifier: MIT */
/*
 * state.c - what all parts of the shell know, and its variables. Programs do not see those: what
 * they are to know, they are told as arguments.
 */
#include "sh.h"

#define VARS_MAX 32
#define NAME_MAX 32
#define VALUE_MAX 256

int last_status;
envid_t last_job;
bool interactive, in_background, interrupted;
envid_t own_watch;

static int nargs;
static char **args;

static struct Var {
	char name[NAME_MAX]; /* empty: free */
	char value[VALUE_MAX];
} vars[VARS_MAX];

void
args_set(int argc, char **argv)
{
	nargs = argc;
	args = argv;
}

static struct Var *
find(const char *name)
{
	for (struct Var *var = vars; var < vars + VARS_MAX; var++)
		if (strcmp(var->name, name) == 0)
			return var;
	return NULL;
}

static const char *
number_text(const char *fmt, int number)
{
	static char text[12];

	snprintf(text, sizeof(text), fmt, number);
	return text;
}

const char *
var_get(const char *name)
{
	const struct Var *var;

	switch (*name) {
	case '?':
		return number_text("%d", last_status);
	case '$':
		return number_text("%08x", thisenv->env_id);
	case '!':
		return last_job ? number_text("%08x", last_job) : "";
	case '#':
		return number_text("%d", MAX(nargs - 1, 0));
	case '0' ... '9':
		return *name - '0' < nargs ? args[*name - '0'] : "";
	}
	var = find(name);
	return var ? var->value : "";
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

size_t
var_name_length(const char *s)
{
	size_t n = 0;

	if (*s != '\0' && (strchr("?$!#", *s) || is_digit(*s)))
		return 1;
	while (is_letter(s[n]) || (n > 0 && is_digit(s[n])))
		n++;
	return n;
}

int
var_assign(const char *word)
{
	size_t n = is_letter(*word) ? var_name_length(word) : 0;
	const char *value = word + n + 1;
	char name[NAME_MAX];
	struct Var *var;

	if (n == 0 || n >= sizeof(name) || word[n] != '=')
		return -1;
	strlcpy(name, word, n + 1);
	if (!(var = find(name)))
		var = find("");
	if (!var || strlen(value) >= VALUE_MAX) {
		fprintf(STDERR, "sh: %s: no room for its value\n", name);
		return 1;
	}
	strcpy(var->name, name);
	strcpy(var->value, value);
	return 0;
}
