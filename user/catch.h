/* SPDX-License-Identifier: MIT */
/*
 * catch.h - exceptions, caught by an upcall that needs nothing of the library's: it copies what the
 * kernel left, and leaves the code that raised the exception for good. For one source file.
 */
#ifndef EXOLAB_USER_CATCH_H
#define EXOLAB_USER_CATCH_H

#include <inc/lib.h>

/* What was caught last: the frame, and the stack pointer and flags with which the upcall began. */
struct UTrapframe caught;
uint32_t caught_esp, caught_eflags;

/* The stack pointer that catch() will go on with, and a stack for the upcall. */
uint32_t catch_resume;
uint32_t catch_stack[64];

/*
 * Runs body, which may leave any register and flag as it likes. Returns whether it raised anything.
 */
int catch (void (*body)(void));
/* The upcall, for sys_env_set_upcall(). */
void catch_upcall(void);

__asm__(".text\n"
	".globl catch\n"
	".type catch, @function\n"
	"catch:\n"
	"	movl 4(%esp), %eax\n"
	"	pushl %ebp\n"
	"	pushl %ebx\n"
	"	pushl %esi\n"
	"	pushl %edi\n"
	"	movl %esp, catch_resume\n"
	"	call *%eax\n"
	"	xorl %eax, %eax\n"
	"1:	movl catch_resume, %esp\n"
	"	pushl $2\n" /* ordinary flags */
	"	popfl\n"
	"	popl %edi\n"
	"	popl %esi\n"
	"	popl %ebx\n"
	"	popl %ebp\n"
	"	ret\n"
	".size catch, . - catch\n"
	".globl catch_upcall\n"
	".type catch_upcall, @function\n"
	"catch_upcall:\n"
	"	movl %esp, caught_esp\n"
	"	movl $catch_stack + 256, %esp\n"
	"	pushfl\n"
	"	popl caught_eflags\n"
	"	pushl $2\n"
	"	popfl\n"
	"	movl caught_esp, %esi\n"
	"	movl $caught, %edi\n"
	"	movl $14, %ecx\n"
	"	rep movsl\n"
	"	movl $1, %eax\n"
	"	jmp 1b\n"
	".size catch_upcall, . - catch_upcall\n");
static_assert(sizeof(struct UTrapframe) == 14 * 4, "catch_upcall");
static_assert(sizeof(catch_stack) == 256, "catch_upcall");

#endif
