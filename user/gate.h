/* SPDX-License-Identifier: MIT */
/*
 * gate.h - a system call with every register and flag chosen by the caller, and all of them
 * returned as they came back: for tests of what the kernel keeps.
 */
#ifndef EXOLAB_USER_GATE_H
#define EXOLAB_USER_GATE_H

#include <inc/lib.h>

struct Registers {
	struct PushRegs r;
	uint32_t eflags;
};
static_assert(offsetof(struct Registers, eflags) == 32, "the code below counts on it");

/*
 * The two functions below differ only in how they enter the kernel. The argument lies 36 bytes up
 * the stack after pushal. It is kept on the stack across the call, since every register is in use.
 */
#define GATE_LOAD                                                                                  \
	"pushal\n"                                                                                 \
	"movl 36(%esp), %eax\n"                                                                    \
	"pushl %eax\n"                                                                             \
	"pushl 32(%eax)\n" /* eflags: the popfl right before the gate takes it */                  \
	"movl 0(%eax), %edi\n"                                                                     \
	"movl 4(%eax), %esi\n"                                                                     \
	"movl 8(%eax), %ebp\n"                                                                     \
	"movl 16(%eax), %ebx\n"                                                                    \
	"movl 20(%eax), %edx\n"                                                                    \
	"movl 24(%eax), %ecx\n"                                                                    \
	"movl 28(%eax), %eax\n"

#define GATE_STORE                                                                                 \
	"pushfl\n"                                                                                 \
	"pushl %eax\n"                                                                             \
	"movl 8(%esp), %eax\n"                                                                     \
	"movl %edi, 0(%eax)\n"                                                                     \
	"movl %esi, 4(%eax)\n"                                                                     \
	"movl %ebp, 8(%eax)\n"                                                                     \
	"addl $8, %esp\n" /* as it came back */                                                    \
	"movl %esp, 12(%eax)\n"                                                                    \
	"subl $8, %esp\n"                                                                          \
	"movl %ebx, 16(%eax)\n"                                                                    \
	"movl %edx, 20(%eax)\n"                                                                    \
	"movl %ecx, 24(%eax)\n"                                                                    \
	"popl 28(%eax)\n"                                                                          \
	"popl 32(%eax)\n"                                                                          \
	"pushl $2\n" /* ordinary flags again */                                                    \
	"popfl\n"                                                                                  \
	"popl %eax\n"                                                                              \
	"popal\n"                                                                                  \
	"ret\n"

/* Enters by int with the registers and flags of *regs, and stores there how they came back. */
static __attribute__((naked, unused, noinline)) void
enter_by_int(struct Registers *regs __attribute__((unused)))
{
	__asm__(GATE_LOAD "popfl\n"
			  "int $0x30\n" GATE_STORE);
}

/* The same by sysenter, which has uses of its own for esi (return here) and ebp (the stack). */
static __attribute__((naked, unused, noinline)) void
enter_by_sysenter(struct Registers *regs __attribute__((unused)))
{
	__asm__(GATE_LOAD "movl $1f, %esi\n"
			  "leal 4(%esp), %ebp\n"
			  "popfl\n"
			  "sysenter\n"
			  "1:\n" GATE_STORE);
}
static_assert(T_SYSCALL == 0x30, "the number in enter_by_int()");

#endif
