/* SPDX-License-Identifier: MIT */
/*
 * entry.S - where a program begins, and the names of the tables that the kernel shows it.
 *
 * The stack as whoever made the environment leaves it:
 *
 *	with arguments		esp -> argc, argv; the strings and argv[] above them
 *	without			esp == USTACKTOP, nothing pushed
 */
#include <inc/memlayout.h>

	.globl	envs, pages, kerninfo, uvpt, uvpd
	.set	envs, UENVS
	.set	pages, UPAGES
	.set	kerninfo, UINFO
	.set	uvpt, UVPT
	/* The page directory is the table that maps UVPT itself. */
	.set	uvpd, UVPT + (UVPT >> PGSHIFT) * 4
	/* LAB 5 */
	.globl	bindings
	.set	bindings, UBINDINGS
	/* END LAB 5 */

	.text
	.globl	_start
	.type	_start, @function
_start:
	cmpl	$USTACKTOP, %esp
	jne	1f
	pushl	$0	/* argv */
	pushl	$0	/* argc */
1:	xorl	%ebp, %ebp	/* a backtrace ends here */
	call	libmain	/* libmain(argc, argv) does not return */
	ud2
	.size	_start, . - _start

	.section .note.GNU-stack, "", @progbits
