/* SPDX-License-Identifier: MIT */
/*
 * trap.c - what happens after an exception: to the program that raised it, or to the kernel.
 */
#include <inc/x86.h>
#include <kern/env.h>
#include <kern/fault.h>
#include <kern/gdt.h>
#include <kern/panic.h>
#include <kern/sched.h>
#include <kern/syscallentry.h>
#include <kern/trap.h>
#include <kern/trapentry_offsets.h>
/* LAB 4 */
#include <kern/fpu.h>
#include <kern/interrupt.h>
#include <kern/smp.h>
#include <kern/upcall.h>
#include <kern/usercopy.h>
/* END LAB 4 */

static_assert(offsetof(struct Trapframe, tf_regs.reg_ebx) == TF_EBX, "kern/trapentry.S");
static_assert(offsetof(struct Trapframe, tf_regs.reg_eax) == TF_EAX, "kern/trapentry.S");
static_assert(offsetof(struct Trapframe, tf_es) == TF_ES, "kern/trapentry.S");
static_assert(offsetof(struct Trapframe, tf_ds) == TF_DS, "kern/trapentry.S");
static_assert(offsetof(struct Trapframe, tf_eip) == TF_EIP, "kern/trapentry.S");
static_assert(offsetof(struct Trapframe, tf_cs) == TF_CS, "kern/trapentry.S");
static_assert(offsetof(struct Trapframe, tf_eflags) == TF_EFLAGS, "kern/envpop.S");
static_assert(offsetof(struct Trapframe, tf_esp) == TF_ESP, "kern/trapentry.S");
static_assert(offsetof(struct Env, env_tf) == 0, "traps are saved from the Env's start on");
static_assert(offsetof(struct Env, env_kstack) == ENV_KSTACK, "kern/trapentry.S");
/* LAB 4 */
static_assert(offsetof(struct Cpu, cpu_held) == CPU_HELD, "kern/syscallentry.S, kern/envpop.S");
static_assert(offsetof(struct Spinlock, sl_served) == SL_SERVED, "kern/envpop.S");
/* END LAB 4 */

void (*trap_debugger)(struct Trapframe *tf);

/*
 * A program that single-steps itself over sysenter: the processor traps on the first instruction of
 * sysenter_entry, in the kernel but with all of the program's registers (SDM 3A, 17.3.1.4: sysenter
 * does not clear TF). Clearing TF and going on would lose the program's step. Instead the call is
 * made as if it had come through int, whose return restores the flags, TF included.
 */
static void __noreturn
step_over_sysenter(const struct Trapframe *tf)
{
	struct Trapframe *user = &sysenter_caller(tf)->env_tf;

	*user = *tf;
	user->tf_trapno = T_SYSCALL;
	user->tf_err = 0;
	user->tf_eflags = (tf->tf_eflags & ~(uint32_t)FL_IOPL_MASK) | FL_IF;
	user->tf_eip = tf->tf_regs.reg_esi;
	user->tf_cs = GD_UT | 3;
	user->tf_esp = tf->tf_regs.reg_ebp;
	user->tf_ss = GD_UD | 3;
	user->tf_ds = user->tf_es = GD_UD | 3;
	syscall_restart(user);
}

/* A breakpoint or a single step, and somebody to talk to about it. */
static bool
wants_debugger(const struct Trapframe *tf)
{
	return trap_debugger && (tf->tf_trapno == T_BRKPT || tf->tf_trapno == T_DEBUG);
}

static void
trap_from_kernel(struct Trapframe *tf)
{
	/* LAB 4 */
	if (usercopy_recover(tf))
		return;
	/* END LAB 4 */
	if (tf->tf_trapno == T_DEBUG && tf->tf_eip == (uintptr_t)sysenter_entry)
		step_over_sysenter(tf);
	if (wants_debugger(tf)) {
		trap_debugger(tf);
		return;
	}
	print_trapframe(tf);
	if (tf->tf_trapno == T_PGFLT)
		panic_at(tf->tf_eip, tf->tf_regs.reg_ebp,
			 "page fault in the kernel, at address %08x", rcr2());
	panic_at(tf->tf_eip, tf->tf_regs.reg_ebp, "%s in the kernel", trap_name(tf->tf_trapno));
}

/*
 * Exercise 3.8 (15 points): what an exception means for a program.
 *
 * What wants_debugger() goes to trap_debugger(). Any other exception is an error of the program:
 * report it (report_fault(); the address of a page fault is in CR2) and destroy the environment.
 */
static void
trap_from_program(struct Trapframe *tf)
{
	/* EXERCISE 3.8 trap_from_program */
	if (wants_debugger(tf)) {
		trap_debugger(tf);
		return;
	}
	report_fault(curenv, rcr2());
	env_destroy(curenv);
	/* END EXERCISE 3.8 */
}

/* LAB 4 */
/*
 * Exercise 4.3 (7 points): the end of a time slice.
 *
 * Have the interrupt answered (interrupt()). If it came from the kernel, which sleeps
 * (kern/sched.c), that is all. If it came from a program, and the answer is that its turn is over,
 * somebody else is next: sched_yield(). Before that, count a slice that the timer ended
 * (INT_TIMER) in env_slices.
 */
static void
handle_interrupt(struct Trapframe *tf)
{
	/* EXERCISE 4.3 handle_interrupt */
	bool over = interrupt(tf->tf_trapno);

	if ((tf->tf_cs & 3) == 0)
		return;
	if (tf->tf_trapno == INT_TIMER)
		curenv->env_slices++;
	if (over)
		sched_yield();
	/* END EXERCISE 4.3 */
}

/* No program shall be in virtual-8086 mode (kern/trapentry.S): it gets a protection fault. */
static bool
leaves_vm86(struct Trapframe *tf)
{
	if (tf->tf_err != INTERRUPT_IN_VM86)
		return false;
	interrupt(tf->tf_trapno);
	tf->tf_trapno = T_GPFLT;
	tf->tf_err = 0;
	return true;
}

/* An exception of a program: does the program, with its FPU or its upcall, simply go on? */
static bool
goes_on(struct Trapframe *tf)
{
	uint32_t fault_va = tf->tf_trapno == T_PGFLT ? rcr2() : 0;

	if (tf->tf_trapno == T_DEVICE && fpu_use())
		return true;
	if (upcall_answers(fault_va))
		return true;
	/* To find that there is no exception stack may have been a page fault itself. */
	if (tf->tf_trapno == T_PGFLT)
		lcr2(fault_va);
	return false;
}
/* END LAB 4 */

/* Returns if what was trapped goes on. A function of its own, so that trap() is a short one. */
static __attribute__((noinline)) void
handle(struct Trapframe *tf)
{
	/* LAB 4 */
	if (is_interrupt(tf->tf_trapno)) {
		if (!leaves_vm86(tf)) {
			handle_interrupt(tf);
			return;
		}
		if (goes_on(tf))
			return;
	}
	if (tf->tf_trapno == T_NMI)
		smp_stop_if_told();
	/* END LAB 4 */
	if ((tf->tf_cs & 3) == 0) {
		trap_from_kernel(tf);
		return;
	}
	assert(curenv && tf == &curenv->env_tf);
	trap_from_program(tf);
	/* LAB 4 */
	lock(&sched_lock);
	/* END LAB 4 */
	if (curenv)
		sched_go_on();
	sched_yield();
}

void
trap(struct Trapframe *tf)
{
	/* LAB 4 */
	/* First what must be fast. An interrupt has no upcall. */
	if ((tf->tf_cs & 3) != 0 && goes_on(tf))
		return;
	/* END LAB 4 */
	handle(tf);
}

/*
 * Runs as a task of its own. What raised a double fault in the kernel is, nearly always, its
 * stack.
 */
static void __noreturn
double_fault(void)
{
	const struct Taskstate *origin = double_fault_origin();
	const char *what = "double fault in the kernel";
	/* Where in its slot the stack pointer was: in the guard, or just at its upper end? */
	uint32_t in_slot = (origin->ts_esp - 1) % KSTACKSLOT;

	if (origin->ts_esp < KSTACKTOP && origin->ts_esp >= MMIOLIM && in_slot < KSTKGAP)
		what = "the kernel stack overflowed";
	panic_at(origin->ts_eip, origin->ts_ebp, "%s, at esp %08x", what, origin->ts_esp);
}

void
trap_init(void)
{
	double_fault_init(double_fault);
}
