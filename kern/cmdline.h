/* SPDX-License-Identifier: MIT */
/*
 * cmdline.h - the command line that travels on the disk beside the kernel.
 *
 * Its grammar stands in inc/cmdline.h. The keys, and who reads them:
 *
 *	run=NAME[,NAME...]	kern/init.c	the programs to start, in this order
 *	ktest=NAME		kern/init.c	run this test of kern/test/ before the programs
 *	end			kern/init.c,	end the machine when no environment is left and on a
 *				kern/panic.c	panic, instead of entering the monitor
 *	nonce=HEX		tests		printed with what a test reports
 *	with=NAME[,NAME...]	kern/boot/	have these programs in memory, too: the kernel finds
 *				only those whose name stands anywhere on this line
 *	keys="TEXT"		kern/console.c	console input, as if typed before anything else
 *	nosysenter		kern/cpu.c	do not offer sysenter
 */
/* LAB 4 */
/*
 *	nofpu			kern/fpu.c	floating-point instructions trap, as without an FPU
 *	slice=NANOSECONDS	kern/timer.c	how long a program runs before another one's turn
 */
/* END LAB 4 */
/* LAB 5 */
/*
 *	nodma			kern/disk.c	the processor carries the disk's data, as where the
 *				device cannot reach memory by itself
 *	typist			kern/consinput.c	somebody types: who waits for input is
 *				awaited also with `end`
 */
/* END LAB 5 */
#ifndef EXOLAB_KERN_CMDLINE_H
#define EXOLAB_KERN_CMDLINE_H

#include <inc/types.h>

/* Keeps a copy of text, cut to CMDLINE_MAX - 1 characters. Before it, there are no keys. */
void cmdline_init(const char *text);

/* The text as it was given to cmdline_init(). */
const char *cmdline_text(void);

/* Whether the key is there, with a value or without. */
bool cmdline_has(const char *key);

/*
 * Copies the value of key into buf, cut to n - 1 characters and a zero. Returns false, and leaves
 * buf alone, if the key is not there; a bare key has the empty value.
 */
bool cmdline_get(const char *key, char *buf, size_t n);

#endif
