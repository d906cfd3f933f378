/* SPDX-License-Identifier: MIT */
/*
 * args.c - flags among the arguments of a program (inc/args.h).
 */
#include <inc/args.h>
#include <inc/lib.h>

void
argstart(int *argc, char **argv, struct Argstate *args)
{
	*args = (struct Argstate){ argc, argv, NULL, NULL };
}

/* Takes the first argument behind the program's name; null if there is none. */
static char *
take(struct Argstate *args)
{
	char *first;

	if (*args->argc < 2)
		return NULL;
	first = args->argv[1];
	--*args->argc;
	/* With the null pointer. */
	memmove(&args->argv[1], &args->argv[2], (size_t)*args->argc * sizeof(char *));
	return first;
}

int
argnext(struct Argstate *args)
{
	args->value = NULL;
	if (!args->rest || *args->rest == '\0') {
		const char *next = *args->argc > 1 ? args->argv[1] : NULL;

		if (!next || next[0] != '-' || next[1] == '\0')
			return -1;
		args->rest = take(args) + 1;
		if (strcmp(args->rest, "-") == 0) {
			args->rest = NULL;
			return -1;
		}
	}
	return (unsigned char)*args->rest++;
}

char *
argnextvalue(struct Argstate *args)
{
	args->value = args->rest && *args->rest != '\0' ? args->rest : take(args);
	args->rest = NULL;
	return args->value;
}

char *
argvalue(struct Argstate *args)
{
	return args->value ? args->value : argnextvalue(args);
}
