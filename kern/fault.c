/* SPDX-License-Identifier: MIT */
/*
 * fault.c - saying what went wrong: exceptions in words, for people.
 */
#include <inc/memlayout.h>
#include <inc/stdio.h>
#include <kern/fault.h>
#include <kern/progtrace.h>

static const char *const names[NEXCEPTIONS] = {
	[T_DIVIDE] = "divide error",
	[T_DEBUG] = "debug exception",
	[T_NMI] = "non-maskable interrupt",
	[T_BRKPT] = "breakpoint",
	[T_OFLOW] = "overflow",
	[T_BOUND] = "bound range exceeded",
	[T_ILLOP] = "invalid opcode",
	[T_DEVICE] = "no floating-point unit",
	[T_DBLFLT] = "double fault",
	[T_TSS] = "invalid TSS",
	[T_SEGNP] = "segment not present",
	[T_STACK] = "stack segment fault",
	[T_GPFLT] = "general protection fault",
	[T_PGFLT] = "page fault",
	[T_FPERR] = "floating-point error",
	[T_ALIGN] = "alignment check",
	[T_MCHK] = "machine check",
	[T_SIMDERR] = "SIMD floating-point error",
};

const char *
trap_name(uint32_t trapno)
{
	if (trapno == T_SYSCALL)
		return "system call";
	if (trapno < NEXCEPTIONS && names[trapno])
		return names[trapno];
	return "unknown trap";
}

void
print_trapframe(const struct Trapframe *tf)
{
	const struct PushRegs *r = &tf->tf_regs;

	cprintf("  eax %08x  ebx %08x  ecx %08x  edx %08x\n", r->reg_eax, r->reg_ebx, r->reg_ecx,
		r->reg_edx);
	cprintf("  esi %08x  edi %08x  ebp %08x  esp %08x%s\n", r->reg_esi, r->reg_edi, r->reg_ebp,
		tf->tf_cs & 3 ? tf->tf_esp : (uint32_t)&tf->tf_esp,
		tf->tf_cs & 3 ? "" : " (kernel)");
	cprintf("  eip %08x  cs %04x  ds %04x  es %04x  eflags %08x\n", tf->tf_eip, tf->tf_cs,
		tf->tf_ds, tf->tf_es, tf->tf_eflags);
	cprintf("  trap %u, %s, error code %x\n", tf->tf_trapno, trap_name(tf->tf_trapno),
		tf->tf_err);
}

/* Which part of inc/memlayout.h's drawing an address lies in. */
static const char *
region_name(uint32_t va)
{
	if (va < PGSIZE)
		return "the null page, never mapped";
	if (va >= KERNBASE)
		return "kernel memory";
	if (va >= ULIM)
		return "kernel stacks and device registers";
	if (va >= UVPT)
		return "page tables, read-only";
	if (va >= UPAGES)
		return "the frame table, read-only";
	if (va >= UENVS)
		return "environments and kernel information, read-only";
	if (va >= USTACKTOP && va < USTACKTOP + PGSIZE)
		return "the guard page above the stack";
	if (va < USTACKTOP - PGSIZE && va >= USTACKTOP - PTSIZE)
		return "below the stack's page";
	return "program memory";
}

static void
explain_page_fault(const struct Trapframe *tf, uint32_t va)
{
	bool present = tf->tf_err & FEC_PR;
	bool write = tf->tf_err & FEC_WR;
	const char *access = va == tf->tf_eip ? "execution" : write ? "write" : "read";
	const char *why = "not mapped";

	if (present)
		why = va < ULIM && write ? "mapped, but not for writing" : "not for programs";
	cprintf("  %s at %08x: %s (%s)\n", access, va, why, region_name(va));
}

/* The selector or vector that the error code of a segment exception names (SDM 3A, 6.13). */
static void
explain_selector(uint32_t err)
{
	if (err & 2)
		cprintf("  by vector %u, which a program may not raise itself\n", err >> 3);
	else if (err)
		cprintf("  by segment selector %04x\n", err & 0xFFFC);
	else
		cprintf("  by an instruction or operand that user mode does not allow\n");
}

void
report_fault(struct Env *e, uint32_t fault_va)
{
	const struct Trapframe *tf = &e->env_tf;
	/* These two report the address after their instruction, which is one byte long. */
	bool behind = tf->tf_trapno == T_BRKPT || tf->tf_trapno == T_OFLOW;
	char place[PLACE_MAX];

	cprintf("[%08x] %s: %s at %s\n", e->env_id, e->env_name, trap_name(tf->tf_trapno),
		backtrace_place(e, tf->tf_eip - behind, place));
	switch (tf->tf_trapno) {
	case T_PGFLT:
		explain_page_fault(tf, fault_va);
		break;
	case T_TSS:
	case T_SEGNP:
	case T_STACK:
	case T_GPFLT:
		explain_selector(tf->tf_err);
		break;
	}
	print_trapframe(tf);
	backtrace_program(e);
}
