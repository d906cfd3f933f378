/* SPDX-License-Identifier: MIT */
/*
 * args.h - flags among the arguments of a program: single letters behind a minus sign, several of
 * them in one argument if you like, each perhaps with a value: -lw -n 5 -n5. They end with the
 * first argument that is none, or with "--".
 */
#ifndef EXOLAB_INC_ARGS_H
#define EXOLAB_INC_ARGS_H

struct Argstate {
	int *argc;
	char **argv;
	char *rest;  /* of the argument of which flags are being read */
	char *value; /* of the last flag, if it was asked for */
};

/* Begins with what umain() was given. Flags are removed from argc and argv as they are read. */
void argstart(int *argc, char **argv, struct Argstate *args);
/* The next flag, or -1 if there is none. */
int argnext(struct Argstate *args);
/* The value of the last flag: what stands behind it, or the next argument; or null. */
char *argnextvalue(struct Argstate *args);
/* The same once more. */
char *argvalue(struct Argstate *args);

#endif
