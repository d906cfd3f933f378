/* SPDX-License-Identifier: MIT */
/*
 * lib.h - the library operating system's face to programs. A program includes this and defines
 * umain(); lib/entry.S and lib/libmain.c call it.
 */
#ifndef EXOLAB_INC_LIB_H
#define EXOLAB_INC_LIB_H

#include <inc/assert.h>
#include <inc/env.h>
#include <inc/error.h>
#include <inc/kerninfo.h>
#include <inc/memlayout.h>
#include <inc/stdio.h>
#include <inc/string.h>
#include <inc/syscall.h>
#include <inc/trap.h>
#include <inc/types.h>

#define USED(x) (void)(x)

/* The program. Its environment ends when it returns. */
void umain(int argc, char **argv);

/* Set before umain() runs. */
extern const char *binaryname;
extern const volatile struct Env *thisenv;

/* The kernel's tables, read-only; where they lie is fixed in inc/memlayout.h. */
extern const volatile struct Env envs[NENV];
extern const volatile struct PageInfo pages[];
extern const volatile struct KernInfo kerninfo;

/* Ends the calling environment. */
void exit(void) __noreturn;

/*
 * What the machine's command line says for key (inc/cmdline.h); all programs see the same line.
 * cmdline_get() copies the value to buf, cut to n - 1 characters and a zero, or leaves buf alone if
 * the key is not there. Both return whether it is.
 */
bool cmdline_has(const char *key);
bool cmdline_get(const char *key, char *buf, size_t n);

/*
 * The value of the key "nonce", or the empty string. Test programs print it with what they report,
 * so that a reader can tell their output from output made up in advance.
 */
const char *nonce(void);

/*
 * System calls. Each returns a negated error on failure; those that cannot fail return 0 where
 * nothing else is said.
 */

/*
 * How the calls enter the kernel: by sysenter if true, by int if false. Set before umain() to the
 * faster way that the processor has. A program may clear it, but set it only if ki_features has
 * KI_SYSENTER.
 */
extern bool syscall_fast;

/* Prints len bytes at s on the console. Destroys the caller if it may not read them. */
int sys_cputs(const char *s, size_t len);
/* The next character of console input, or 0 if there is none yet. */
int sys_cgetc(void);
/* The caller's environment id. */
envid_t sys_getenvid(void);
/*
 * Destroys an environment: the caller (envid 0 or its own id; then it does not return) or a child
 * of it. -E_BAD_ENV otherwise.
 */
int sys_env_destroy(envid_t envid);
/* Gives up the processor for one round of the others. */
int sys_yield(void);

#endif
