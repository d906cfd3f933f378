/* SPDX-License-Identifier: MIT */
/*
 * upcall.c - exceptions that a program answers itself. The kernel does not know what a page fault
 * means to a program; it says what happened, where the program wants to hear of it.
 */
#include <inc/mmu.h>
#include <inc/stdio.h>
#include <kern/percpu.h>
#include <kern/upcall.h>
#include <kern/usercopy.h>

/* In an upcall these are off, lest it is interrupted before it has begun; it returns with them. */
#define FL_OFF_IN_UPCALL (FL_TF | FL_DF | FL_NT | FL_AC | FL_IOPL_MASK)

/* Those that come from a program's own instructions, and from nothing else. */
#define ANSWERABLE                                                                                 \
	(1u << T_DIVIDE | 1u << T_DEBUG | 1u << T_BRKPT | 1u << T_OFLOW | 1u << T_BOUND |          \
	 1u << T_ILLOP | 1u << T_DEVICE | 1u << T_SEGNP | 1u << T_STACK | 1u << T_GPFLT |          \
	 1u << T_PGFLT | 1u << T_FPERR | 1u << T_ALIGN | 1u << T_SIMDERR)

bool
upcall_possible(uint32_t trapno)
{
	return trapno < NUPCALLS && (ANSWERABLE & 1u << trapno);
}

static bool
on_exception_stack(uintptr_t esp)
{
	return esp >= UXSTACKTOP - PGSIZE && esp < UXSTACKTOP;
}

/* Tells that the program ends; va: where its UTrapframe would have begun. */
static void
say_lost(const char *why, uintptr_t va)
{
	cprintf("[%08x] %s: its upcall is not called: %s, at %08x\n", curenv->env_id,
		curenv->env_name, why, va);
}

/*
 * Exercise 4.5 (12 points): the upcall.
 *
 * Until all that may fail is done, leave the program's registers alone. The UTrapframe goes to the
 * top of the exception stack; or, if the program's stack pointer is on_exception_stack() already,
 * below that, with one word between that the handler's return will need. If it would begin below
 * the exception stack's page, say_lost("the exception stack is full", ...); write it with
 * copy_to_user(), and if that is not possible, say_lost("no exception stack", ...); after either,
 * return false. utf_fault_va is fault_va. Then the program goes on at upcall, its stack pointer at
 * the UTrapframe, without FL_OFF_IN_UPCALL in its flags.
 */
static bool
upcall_deliver(uintptr_t upcall, uint32_t fault_va)
{
	/* EXERCISE 4.5 upcall_deliver */
	struct Trapframe *tf = &curenv->env_tf;
	uintptr_t top = on_exception_stack(tf->tf_esp) ? tf->tf_esp - 4 : UXSTACKTOP;
	uintptr_t va = top - sizeof(struct UTrapframe);
	struct UTrapframe utf;

	if (va < UXSTACKTOP - PGSIZE) {
		say_lost("the exception stack is full", va);
		return false;
	}
	utf.utf_fault_va = fault_va;
	utf.utf_err = tf->tf_err;
	utf.utf_trapno = tf->tf_trapno;
	utf.utf_regs = tf->tf_regs;
	utf.utf_eip = tf->tf_eip;
	utf.utf_eflags = tf->tf_eflags;
	utf.utf_esp = tf->tf_esp;
	if (!copy_to_user(va, &utf, sizeof(utf))) {
		say_lost("no exception stack", va);
		return false;
	}
	tf->tf_eip = upcall;
	tf->tf_esp = va;
	tf->tf_eflags &= ~(uint32_t)FL_OFF_IN_UPCALL;
	return true;
	/* END EXERCISE 4.5 */
}

bool
upcall_answers(uint32_t fault_va)
{
	uint32_t trapno = curenv->env_tf.tf_trapno;
	uintptr_t upcall = trapno < NUPCALLS ? curenv->env_upcalls[trapno] : 0;

	return upcall && upcall_deliver(upcall, fault_va);
}
